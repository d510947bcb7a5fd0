package io.hongyan.client.login;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PacePropertyTest {

    private static final long SECOND = 1_000_000_000;

    /** However eager the sender: in any time from the start, never more than the burst and the rate allow. */
    @Property
    void neverMoreThanTheServerAllows(
            @ForAll @IntRange(min = 1, max = 200) int perSecond, @ForAll @IntRange(min = 2, max = 100) int burst) {
        Pace pace = new Pace(perSecond, burst, 0);
        long now = 0;
        int sent = 0;

        while (now < 3 * SECOND) {
            long wait = pace.take(now);
            if (wait == 0) {
                sent++;
                assertThat((double) sent).isLessThanOrEqualTo(burst + perSecond * (now / (double) SECOND) + 1);
            }
            now += wait;
        }

        assertThat(sent).as("and it does send").isGreaterThan(perSecond);
    }

    @Example
    void withoutALimitNothingWaits() {
        Pace pace = new Pace(0, 0, 0);

        for (int i = 0; i < 10_000; i++) {
            assertThat(pace.take(0)).isZero();
        }
    }
}
