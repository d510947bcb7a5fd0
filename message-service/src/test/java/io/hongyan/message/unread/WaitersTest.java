package io.hongyan.message.unread;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.message.unread.Waiters.Waiter;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WaitersTest {

    private final Waiters<String> waiters = new Waiters<>(2);

    @Test
    void whoWaitsGoesOnceEverythingIsReached() {
        Waiter<String> waiter = waiters.add(Map.of("a", 3L, "b", 5L)).orElseThrow();

        waiters.advance(Map.of("a", 3L, "b", 4L));
        assertThat(waiter.reached()).isNotDone();
        assertThat(waiters.keys()).isEqualTo(Set.of("b"));

        waiters.advance(Map.of("b", 9L, "c", 1L));
        assertThat(waiter.reached()).isCompleted();
        assertThat(waiters.keys()).isEmpty();
        assertThat(waiters.size()).isZero();
    }

    @Test
    void whenFullWhoeverComesIsTurnedAwayUntilSomebodyGoes() {
        Waiter<String> first = waiters.add(Map.of("a", 1L)).orElseThrow();
        var _ = waiters.add(Map.of("a", 2L)).orElseThrow();

        assertThat(waiters.add(Map.of("b", 1L))).isEmpty();

        waiters.remove(first);
        assertThat(waiters.add(Map.of("b", 1L))).isPresent();
        assertThat(waiters.size()).isEqualTo(2);
    }

    @Test
    void goingTwiceFreesOnePlaceOnly() {
        Waiter<String> first = waiters.add(Map.of("a", 1L)).orElseThrow();
        var _ = waiters.add(Map.of("a", 2L)).orElseThrow();

        waiters.advance(Map.of("a", 1L));
        waiters.remove(first);
        waiters.remove(first);

        assertThat(waiters.size()).isEqualTo(1);
        assertThat(waiters.keys()).isEqualTo(Set.of("a"));
    }
}
