package io.hongyan.push.send.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BucketPropertyTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Whoever asks when: in no second that begins with a permit are there more than the rate and one bucket. */
    @Property
    void inNoSecondGoMoreThanTheRateAndOneBucket(
            @ForAll @IntRange(min = 1, max = 60) int perSecond,
            @ForAll @Size(max = 400) List<@IntRange(min = 0, max = 40) Integer> pausesMillis) {
        var rate = new Bucket.Rate(perSecond);
        List<Instant> permitted = new ArrayList<>();
        Bucket bucket = Bucket.full();
        Instant now = NOON;
        for (int pause : pausesMillis) {
            now = now.plusMillis(pause);
            Bucket.Draw draw = bucket.draw(now, rate);
            bucket = draw.next();
            if (draw.permitted()) {
                permitted.add(now);
            }
        }

        for (Instant from : permitted) {
            Instant until = from.plus(SECOND);
            assertThat(permitted.stream()
                            .filter(at -> !at.isBefore(from) && at.isBefore(until))
                            .count())
                    .isLessThanOrEqualTo(perSecond + rate.burst());
        }
    }

    /** Who waits as long as told gets the next permit, and not a nanosecond earlier: no more is held back than must be. */
    @Property
    void whoWaitsAsToldGetsThePermitAndNobodyGetsItBefore(
            @ForAll @IntRange(min = 1, max = 1_000_000) int perSecond, @ForAll @IntRange(max = 50) int draws) {
        var rate = new Bucket.Rate(perSecond);
        Bucket bucket = emptied(rate, NOON);
        Instant now = NOON;
        for (int i = 0; i < draws; i++) {
            Bucket.Draw refused = bucket.draw(now, rate);
            assertThat(refused.permitted()).isFalse();
            assertThat(refused.next()
                            .draw(now.plus(refused.pause()).minusNanos(1), rate)
                            .permitted())
                    .isFalse();

            now = now.plus(refused.pause());
            Bucket.Draw granted = refused.next().draw(now, rate);
            assertThat(granted.permitted()).isTrue();
            bucket = granted.next();
        }

        assertThat(Duration.between(NOON, now)).isEqualTo(rate.interval().multipliedBy(draws));
    }

    /** However long nobody asked, there is one bucket and no more; whatever a clock does, it is open again after that. */
    @Property
    void whateverTheClockDoesItIsFullAgainAfterTheTimeItTakes(
            @ForAll @IntRange(min = 1, max = 1_000) int perSecond,
            @ForAll @IntRange(min = -100_000, max = 100_000) int jumpSeconds) {
        var rate = new Bucket.Rate(perSecond);
        Bucket bucket = emptied(rate, NOON);
        Instant jumped = NOON.plusSeconds(jumpSeconds);
        Bucket.Draw first = bucket.draw(jumped, rate);

        assertThat(first.pause()).isLessThanOrEqualTo(rate.interval());
        assertThat(permits(first.next(), rate, jumped.plus(rate.interval().multipliedBy(rate.burst() + 1L))))
                .isEqualTo(rate.burst());
    }

    private static Bucket emptied(Bucket.Rate rate, Instant at) {
        Bucket bucket = Bucket.full();
        for (int i = 0; i < rate.burst(); i++) {
            Bucket.Draw draw = bucket.draw(at, rate);
            assertThat(draw.permitted()).isTrue();
            bucket = draw.next();
        }
        return bucket;
    }

    private static int permits(Bucket bucket, Bucket.Rate rate, Instant at) {
        int permits = 0;
        for (Bucket.Draw draw = bucket.draw(at, rate);
                draw.permitted();
                draw = draw.next().draw(at, rate)) {
            permits++;
        }
        return permits;
    }
}
