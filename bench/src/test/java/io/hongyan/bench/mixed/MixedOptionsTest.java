package io.hongyan.bench.mixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixedOptionsTest {

    @Test
    void whatIsNotSaidIsAnOrdinaryEvening() {
        assertThat(MixedOptions.parse(List.of("--rate", "50", "--idle", "0")))
                .isEqualTo(new MixedOptions(0, 100, 50, 50, 5, 20, Duration.ofSeconds(30), Duration.ofSeconds(20)));
    }

    @Test
    void nobodyCannotWrite() {
        assertThatThrownBy(() -> MixedOptions.parse(List.of("--pairs", "0")))
                .hasMessage("Pairs, rate, group rate and logins must be at least 1, and idle at least 0.");
        assertThatThrownBy(() -> MixedOptions.parse(List.of("--members", "1")))
                .hasMessage("Members must be at least 2, and seconds at least 1.");
    }
}
