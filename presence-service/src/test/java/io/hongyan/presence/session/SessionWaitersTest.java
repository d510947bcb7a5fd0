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
}
