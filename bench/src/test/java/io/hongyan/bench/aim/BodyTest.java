package io.hongyan.bench.aim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyTest {

    @Test
    void whatIsWrittenIsReadAndHasAlwaysTheSameLength() {
        for (Body body : new Body[] {new Body(1, 1), new Body(Long.MAX_VALUE, Integer.MAX_VALUE), new Body(-5, 7)}) {
            assertThat(body.text()).hasSize(Body.CHARACTERS);
            assertThat(Body.of(body.text())).contains(body);
        }
    }

    @Test
    void othersTextsAreNone() {
        assertThat(Body.of("")).isEmpty();
        assertThat(Body.of("12 now, please")).isEmpty();
        assertThat(Body.of("12 13")).isEmpty();
    }
}
