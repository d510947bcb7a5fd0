package io.hongyan.message.sequencer.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoundTest {

    private static final Duration LEAST = Duration.ofMillis(10);
    private static final Duration MOST = Duration.ofMillis(200);

    private final Round round = new Round(LEAST, MOST, at(0));

    @Test
    void nothingDecidedIsNothingToCommit() {
        assertThat(round.isOver(at(1_000))).isFalse();
    }

    @Test
    void theFirstDecisionAndTheFirstAfterALullAreCommittedAtOnce() {
        round.decided();
        assertThat(round.isOver(at(0))).isTrue();
        round.committed(at(2), Duration.ofMillis(2));
        assertThat(round.isOver(at(1_000))).isFalse();

        round.decided();
        assertThat(round.isOver(at(1_000))).isTrue();
    }

    @Test
    void theNextWaitForTheLeastPauseWhereCommitsAreQuick() {
        round.committed(at(0), Duration.ofMillis(2));
        round.decided();
        round.decided();
        assertThat(round.isOver(at(9))).isFalse();
        assertThat(round.isOver(at(10))).isTrue();
    }

    @Test
    void thePauseGrowsWithWhatCommitsTakeAndShrinksAgain() {
        commitOften(Duration.ofMillis(40));
        assertThat(pause()).isBetween(Duration.ofMillis(100), Duration.ofMillis(120));

        commitOften(Duration.ofMillis(2));
        assertThat(pause()).isEqualTo(LEAST);
    }

    @Test
    void oneSlowCommitCountsForLittle() {
        commitOften(Duration.ofMillis(2));
        round.committed(at(0), Duration.ofMillis(30));
        assertThat(pause()).isLessThan(Duration.ofMillis(30));
    }

    @Test
    void thePauseHasAnEndHoweverLongCommitsTake() {
        commitOften(Duration.ofSeconds(5));
        assertThat(pause()).isEqualTo(MOST);
    }

    private void commitOften(Duration took) {
        for (int i = 0; i < 20; i++) {
            round.committed(at(0), took);
        }
    }

    /** How long a decision made just after a commit waits, to the millisecond. */
    private Duration pause() {
        round.decided();
        long millis = 0;
        while (!round.isOver(at(millis))) {
            millis++;
        }
        return Duration.ofMillis(millis);
    }

    private static long at(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
