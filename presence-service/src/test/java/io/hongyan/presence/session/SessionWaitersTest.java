package io.hongyan.presence.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SessionWaitersTest {

    private final List<String> woken = new ArrayList<>();
    private final SessionWaiters waiters = new SessionWaiters(2);

    @Test
    void onlyThoseAreWokenWhoWaitForThisVersionOrAnEarlierOne() {
        waiters.join("alice", "s1", 2, () -> woken.add("second"));
        waiters.join("alice", "s1", 3, () -> woken.add("third"));

        waiters.applied("alice", "s1", 1);
        waiters.applied("alice", "s2", 9);
        waiters.applied("bob", "s1", 9);
        waiters.applied("alice", "s1", 2);

        assertThat(woken).containsExactly("second");
    }

    @Test
    void whoFindsNoRoomIsTurnedAwayUntilSomebodyLeaves() {
        var first = Objects.requireNonNull(waiters.join("alice", "s1", 1, () -> {}));
        waiters.join("alice", "s2", 1, () -> {});

        assertThat(waiters.join("alice", "s3", 1, () -> {})).isNull();

        first.leave();
        first.leave();
        assertThat(waiters.size()).isEqualTo(1);
        assertThat(waiters.join("alice", "s3", 1, () -> {})).isNotNull();
    }

    @Test
    void whatWasAppliedIsRememberedForThoseWhoComeLate() {
        waiters.applied("alice", "s1", 2);
        waiters.applied("alice", "s1", 1);

        assertThat(waiters.wasApplied("alice", "s1", 2)).isTrue();
        assertThat(waiters.wasApplied("alice", "s1", 3)).isFalse();
        assertThat(waiters.wasApplied("alice", "s2", 1)).isFalse();
    }

    @Test
    void onlyTheLatestAreRemembered() {
        waiters.applied("alice", "first", 1);
        for (int other = 0; other < SessionWaiters.REMEMBERED_MAX; other++) {
            waiters.applied("bob", "s" + other, 1);
        }

        assertThat(waiters.wasApplied("alice", "first", 1)).isFalse();
        assertThat(waiters.wasApplied("bob", "s0", 1)).isTrue();
    }
}
