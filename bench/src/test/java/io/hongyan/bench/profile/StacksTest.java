package io.hongyan.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StacksTest {

    private static final Map<String, Long> STACKS =
            Map.of("main;read;decode", 30L, "main;write;decode", 30L, "main;write", 40L);

    @Test
    void theHeaviestStackComesFirst() {
        assertThat(Stacks.lines(STACKS)).isEqualTo("main;write 40\nmain;read;decode 30\nmain;write;decode 30\n");
    }

    @Test
    void oneMethodIsOneWhateverCallsIt() {
        assertThat(Stacks.top(STACKS, 5)).containsExactly(" 60.0 %  decode", " 40.0 %  write");
        assertThat(Stacks.top(STACKS, 1)).hasSize(1);
    }
}
