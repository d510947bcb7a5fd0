package io.hongyan.push.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Instances that are starved at every step, and take up what another one has not recorded when its lease is over: what they write to the
 * provider, as providers do it (nothing is written once nobody waits for the answer), comes once.
 */
class LeasePropertyTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /**
     * One instance's way with the alert, in milliseconds.
     *
     * @param until it looks at its lease
     * @param untilWritten from there to the moment of writing
     * @param untilRecorded from the answer, or the end of waiting for it, to its record
     */
    private record Life(int until, int untilWritten, int untilRecorded) {}

    /** As long as recording takes no longer than is allowed for, nobody else takes up what was written before its record. */
    @Property
    void whatIsWrittenIsRecordedBeforeOthersMayTakeItUp(
            @ForAll @IntRange(max = 60_000) int waited,
            @ForAll @IntRange(max = 60_000) int starved,
            @ForAll @IntRange(max = 10_000) int answered,
            @ForAll @IntRange(max = 1_000) int recorded) {
        Instant until = NOON.plus(LEASE);
        Instant asked = NOON.plusMillis(waited);

        boolean written = new Lease(until, TIMEOUT).allowsSending(asked)
                && Duration.ofMillis(starved).compareTo(TIMEOUT) <= 0;

        if (written) {
            Instant known = asked.plusMillis(Math.min(starved + answered, TIMEOUT.toMillis()));
            assertThat(known.plusMillis(recorded)).isBeforeOrEqualTo(until);
        }
    }

    /** Hence, whoever starves whenever: the provider is given it once, if each answer is accepted in time and recorded in time. */
    @Property
    void theProviderIsGivenItOnce(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 60_000) Integer> waits,
            @ForAll @Size(min = 6, max = 6) List<@IntRange(max = 60_000) Integer> starved,
            @ForAll @Size(min = 6, max = 6) List<@IntRange(max = 1_000) Integer> recorded) {
        Instant takenUp = NOON;
        int given = 0;
        boolean known = false;
        for (int i = 0; i < waits.size() && !known; i++) {
            var life = new Life(waits.get(i), starved.get(i), recorded.get(i));
            Instant until = takenUp.plus(LEASE);
            Instant asked = takenUp.plusMillis(life.until());
            if (new Lease(until, TIMEOUT).allowsSending(asked)
                    && Duration.ofMillis(life.untilWritten()).compareTo(TIMEOUT) <= 0) {
                given++;
                known = !asked.plusMillis(life.untilWritten())
                        .plusMillis(life.untilRecorded())
                        .isAfter(until);
            }
            takenUp = until; // the next one, as early as it may
        }

        assertThat(given).isLessThanOrEqualTo(1);
    }
}
