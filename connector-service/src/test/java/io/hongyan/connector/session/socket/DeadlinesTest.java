package io.hongyan.connector.session.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.testkit.TestClock;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final TestClock clock = TestClock.at(NOON);
    private final EmbeddedChannel loop = new EmbeddedChannel(); // its loop has a clock that one can turn
    private final Deadlines deadlines = new Deadlines(loop.eventLoop(), clock);
    private final List<String> woken = new ArrayList<>();

    @BeforeEach
    void timeStandsStill() {
        loop.freezeTime();
    }

    @Test
    void eachIsWokenWhenItIsDueAndNotBefore() {
        deadlines.watch(new Sleeper("late", NOON.plusSeconds(20)));
        deadlines.watch(new Sleeper("soon", NOON.plusSeconds(10)));

        pass(Duration.ofMillis(9_999));
        List<String> early = List.copyOf(woken);
        pass(Duration.ofMillis(250));
        List<String> afterTen = List.copyOf(woken);
        pass(Duration.ofSeconds(10));

        assertThat(early).isEmpty();
        assertThat(afterTen).containsExactly("soon");
        assertThat(woken).containsExactly("soon", "late");
        assertThat(deadlines.size()).isZero();
    }

    @Test
    void aDeadlineThatWasMovedLaterIsMetLater() {
        var sleeper = new Sleeper("moved", NOON.plusSeconds(10));
        deadlines.watch(sleeper);
        sleeper.due = NOON.plusSeconds(30);

        pass(Duration.ofSeconds(20));
        List<String> early = List.copyOf(woken);
        pass(Duration.ofSeconds(11));

        assertThat(early).isEmpty();
        assertThat(woken).containsExactly("moved");
    }

    @Test
    void aDeadlineThatWasMovedEarlierIsTakenNoteOf() {
        var sleeper = new Sleeper("moved", NOON.plusSeconds(30));
        deadlines.watch(sleeper);
        sleeper.due = NOON.plusSeconds(5);

        deadlines.watch(sleeper);

        pass(Duration.ofSeconds(6));
        assertThat(woken).containsExactly("moved");
    }

    @Test
    void whatIsForgottenLeavesNothingBehind() {
        var sleeper = new Sleeper("gone", NOON.plusSeconds(10));
        deadlines.watch(sleeper);

        deadlines.forget(sleeper);

        pass(Duration.ofSeconds(20));
        assertThat(woken).isEmpty();
        assertThat(deadlines.size()).isZero();
    }

    /** A socket that could not be cut at once stayed due and was woken for ever, and its event loop did nothing else. */
    @Test
    void whatStaysDueIsWokenOncePerSlice() {
        var sleeper = new Sleeper("again", NOON.plusSeconds(1));
        sleeper.watchAgain = deadlines;
        deadlines.watch(sleeper);

        pass(Duration.ofMillis(1_000));
        List<String> first = List.copyOf(woken);
        pass(Duration.ofMillis(250));

        assertThat(first).containsExactly("again");
        assertThat(woken).containsExactly("again", "again");
    }

    private void pass(Duration time) {
        clock.advance(time);
        loop.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        loop.runScheduledPendingTasks();
    }

    private final class Sleeper extends Deadlines.Timed {

        private final String name;
        private Instant due;
        private @Nullable Deadlines watchAgain;

        Sleeper(String name, Instant due) {
            this.name = name;
            this.due = due;
        }

        @Override
        Instant due() {
            return due;
        }

        @Override
        void wake() {
            woken.add(name);
            if (watchAgain != null) {
                watchAgain.watch(this);
            }
        }
    }
}
