package io.hongyan.message.sequencer.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final TestClock clock = TestClock.at(Instant.EPOCH);
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), clock);

    @Test
    void pausesGrowUpToTheLongest() {
        assertThat(Stream.generate(backoff::next).limit(5).map(Duration::toSeconds))
                .containsExactly(1L, 2L, 4L, 5L, 5L);
    }

    @Test
    void whatIsLongAgoIsForgotten() {
        backoff.next();
        backoff.next();
        clock.advance(Duration.ofSeconds(30));
        Duration remembered = backoff.next();
        clock.advance(Duration.ofSeconds(31));

        assertThat(remembered).isEqualTo(Duration.ofSeconds(4));
        assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(1));
    }
}
