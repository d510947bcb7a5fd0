package io.hongyan.bench.idle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdleOptionsTest {

    @Test
    void whatIsNotSaidIsAsTheTargetsWantIt() {
        assertThat(IdleOptions.parse(List.of())).isEqualTo(new IdleOptions(15_000, 500, Duration.ofSeconds(60)));
    }

    @Test
    void whatMakesNoSenseIsRefusedWithASentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdleOptions.parse(List.of("--seconds", "0")))
                .withMessageContaining("at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdleOptions.parse(List.of("--sleep", "1")))
                .withMessageContaining("--clients N");
    }
}
