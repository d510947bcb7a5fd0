package io.hongyan.bench.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostileOptionsTest {

    @Test
    void nothingSaidMeansAThousandOfEach() {
        assertThat(HostileOptions.parse(List.of()))
                .isEqualTo(new HostileOptions(1_000, 1_000, 20, 200, Duration.ofSeconds(30), Duration.ofSeconds(15)));
    }

    @Test
    void whatMakesNoSenseIsRefusedWithASentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostileOptions.parse(List.of("--honest", "3")))
                .withMessageContaining("even");
        assertThatIllegalArgumentException().isThrownBy(() -> HostileOptions.parse(List.of("--rate")));
        assertThatIllegalArgumentException().isThrownBy(() -> HostileOptions.parse(List.of("--addresses", "251")));
        assertThatIllegalArgumentException().isThrownBy(() -> HostileOptions.parse(List.of("--evil", "1")));
    }
}
