package io.hongyan.launcher.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NarratorTest {

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @Test
    void stepsThatHoldAndStepsThatDoNotAreToldAndCounted() {
        Narrator narrator = narrator(Duration.ofMinutes(1));

        narrator.step("alice: “hi”", () -> "#1");
        narrator.step("bob gets it", () -> {
            throw new UntrueException("it has not come");
        });

        assertThat(narrator.end()).isFalse();
        assertThat(told.toString(UTF_8))
                .contains("✔ alice: “hi”: #1")
                .contains("✘ bob gets it — it has not come")
                .contains("✘ 1 of 2 steps held");
    }

    @Test
    void storyInWhichEverythingHoldsEndsWell() {
        Narrator narrator = narrator(Duration.ofMinutes(1));

        narrator.step("nothing happens", () -> "");

        assertThat(narrator.end()).isTrue();
    }

    @Test
    void afterItsTimeNothingIsTriedAnyMore() {
        Narrator narrator = narrator(Duration.ofSeconds(-1));

        narrator.step("too late", () -> "never told");

        assertThat(narrator.end()).isFalse();
        assertThat(told.toString(UTF_8)).doesNotContain("never told").contains("time of -1 s is over");
    }

    private Narrator narrator(Duration timeMax) {
        return new Narrator(new PrintStream(told, true, UTF_8), timeMax);
    }
}
