package io.hongyan.bench.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PushOptionsTest {

    @Test
    void whatIsNotSaidIsTheDefault() {
        var options = PushOptions.parse(List.of("--decisions", "1000000", "--kills", "30"));

        assertThat(options.decisions()).isEqualTo(1_000_000);
        assertThat(options.kills()).isEqualTo(30);
        assertThat(options.rate()).isEqualTo(500);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> PushOptions.parse(List.of("--users", "0")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PushOptions.parse(List.of("--kills", "-1")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PushOptions.parse(List.of("--people", "7")))
                .hasMessageStartingWith("Unknown option --people.");
    }
}
