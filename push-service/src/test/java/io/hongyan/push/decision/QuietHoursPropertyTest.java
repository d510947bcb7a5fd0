package io.hongyan.push.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class QuietHoursPropertyTest {

    private static final long SECONDS_PER_TEN_YEARS = 315_576_000L;

    /** In any zone, at any time, quiet hours end: later than now, within a day and the hour of a clock, and then it is not quiet. */
    @Property(tries = 3000)
    void quietHoursEnd(
            @ForAll("zones") String zone,
            @ForAll @IntRange(max = 1439) int from,
            @ForAll @IntRange(max = 1439) int until,
            @ForAll @LongRange(max = SECONDS_PER_TEN_YEARS) long second) {
        Assume.that(from != until);
        var hours = new QuietHours(ZoneId.of(zone), from, until, false);
        Instant now = Instant.parse("2024-01-01T00:00:00Z").plusSeconds(second);

        Instant end = hours.until(now);

        if (end != null) {
            assertThat(end).isAfter(now).isBefore(now.plus(Duration.ofHours(26)));
            Instant next = hours.until(end);
            if (next != null) { // only where clocks are put forward over the whole of the pause between two nights
                assertThat(next).isAfter(end);
            }
        }
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.of(
                "UTC",
                "Asia/Shanghai",
                "Asia/Kolkata",
                "Asia/Kathmandu",
                "Europe/Berlin",
                "America/New_York",
                "America/Sao_Paulo",
                "Australia/Lord_Howe",
                "Pacific/Apia",
                "Pacific/Kiritimati",
                "Africa/Casablanca");
    }
}
