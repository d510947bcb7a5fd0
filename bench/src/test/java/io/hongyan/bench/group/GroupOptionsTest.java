package io.hongyan.bench.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupOptionsTest {

    @Test
    void theLoadIsTheOneSaid() {
        assertThat(GroupOptions.parse(List.of("--members", "500", "--rate", "20")))
                .isEqualTo(new GroupOptions(500, 20, Duration.ofSeconds(20), Duration.ofSeconds(10)));
    }

    @Test
    void nobodyIsAGroupAlone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GroupOptions.parse(List.of("--members", "1")))
                .withMessageContaining("at least 2");
    }
}
