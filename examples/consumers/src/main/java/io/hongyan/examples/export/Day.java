package io.hongyan.examples.export;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** A day somewhere, from midnight to midnight, which is not always 24 hours. */
public record Day(LocalDate date, ZoneId zone) {

    /** How far the clocks of those who number events may differ. */
    public static final Duration CLOCKS = Duration.ofHours(1);

    /** Its first moment. */
    public Instant begin() {
        return date.atStartOfDay(zone).toInstant();
    }

    /** The first moment after it. */
    public Instant end() {
        return date.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** From when on a record in the log says that nothing of the day comes behind it. */
    public Instant over() {
        return end().plus(CLOCKS);
    }

    /** Whether a moment is in it. */
    public boolean has(Instant moment) {
        return !moment.isBefore(begin()) && moment.isBefore(end());
    }
}
