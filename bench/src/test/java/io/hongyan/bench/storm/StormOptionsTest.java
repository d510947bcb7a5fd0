package io.hongyan.bench.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class StormOptionsTest {

    @Test
    void theClientsAndRoundsAreTheOnesSaid() {
        assertThat(StormOptions.parse(List.of("--clients", "15000", "--rounds", "5")))
                .isEqualTo(new StormOptions(15_000, 5));
    }

    @Test
    void whatMakesNoSenseIsRefusedWithASentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StormOptions.parse(List.of("--clients", "0")))
                .withMessageContaining("at least 1");
        assertThatIllegalArgumentException().isThrownBy(() -> StormOptions.parse(List.of("--rounds")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StormOptions.parse(List.of("--wind", "1")))
                .withMessageContaining("--clients N");
    }
}
