package io.hongyan.push.decision;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import org.jspecify.annotations.Nullable;

/**
 * Hours of each day in which a user does not want to hear anything.
 *
 * @param zone where the user lives
 * @param fromMinute when they begin, in minutes since midnight: 0 to 1439
 * @param untilMinute when they end, likewise; a smaller one than {@code fromMinute} is on the next day
 * @param mentionsComeThrough whether messages that mention the user come nevertheless
 */
public record QuietHours(ZoneId zone, int fromMinute, int untilMinute, boolean mentionsComeThrough) {

    private static final int MINUTES_PER_HOUR = 60;

    /** Until when it is quiet, always later than now; null if it is not quiet. */
    public @Nullable Instant until(Instant now) {
        ZonedDateTime local = now.atZone(zone);
        int minute = local.getHour() * MINUTES_PER_HOUR + local.getMinute();
        boolean overMidnight = untilMinute < fromMinute;
        boolean begun = minute >= fromMinute;
        boolean notOver = minute < untilMinute;
        if (overMidnight ? !begun && !notOver : !begun || !notOver) {
            return null;
        }
        return end(overMidnight && begun ? local.toLocalDate().plusDays(1) : local.toLocalDate());
    }

    /** Where clocks are put forward over it, when they are; where they are put back over it, the second time. */
    private Instant end(LocalDate day) {
        LocalDateTime end = day.atTime(LocalTime.of(untilMinute / MINUTES_PER_HOUR, untilMinute % MINUTES_PER_HOUR));
        ZoneOffsetTransition leap = zone.getRules().getTransition(end);
        return leap != null && leap.isGap()
                ? leap.getInstant()
                : end.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }
}
