package io.hongyan.bench.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArrivalsTest {

    @Test
    void theRoundIsOverWhenTheLastIsIn() {
        var arrivals = new Arrivals(2);

        arrivals.welcomed();
        assertThat(arrivals.await(0)).isFalse();
        arrivals.putOff();
        arrivals.broken();
        arrivals.welcomed();

        assertThat(arrivals.await(0)).isTrue();
        assertThat(arrivals.count()).isEqualTo(2);
        assertThat(arrivals.told()).contains("told to come later 1 times, broken 1");
    }
}
