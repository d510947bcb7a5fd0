package io.hongyan.faults.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongyan.faults.schedule.Scope;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultOptionsTest {

    @Test
    void optionsComeInAnyOrder() {
        var options = FaultOptions.parse(List.of("--only", "kill-message", "--minutes", "3", "--seed", "-7"));

        assertThat(options).isEqualTo(new FaultOptions(-7, 3, Scope.of("kill-message")));
        assertThat(options.settings()
                        .roundTime()
                        .multipliedBy(options.settings().rounds()))
                .isEqualTo(Duration.ofMinutes(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--seed", "--seed x", "--minutes 0", "--minutes 1441", "--only apns", "--speed 3"})
    void whatMakesNoSenseIsToldByName(String line) {
        List<String> arguments = List.of(line.split(" "));

        assertThatThrownBy(() -> FaultOptions.parse(arguments))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(arguments.getFirst().replace("--only", "apns"));
    }
}
