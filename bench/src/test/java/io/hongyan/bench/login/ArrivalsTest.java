package io.hongyan.bench.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.bench.Report;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
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
        var told = new ByteArrayOutputStream();
        arrivals.tell(new Report("storm", List.of(), Instant.EPOCH, new PrintStream(told, true, UTF_8)));
        assertThat(told.toString(UTF_8)).contains("told to come later 1 times, broken 1");
    }
}
