package io.hongyan.bench.peer.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnacknowledgedTest {

    private final Unacknowledged unacknowledged = new Unacknowledged();
    private final List<Long> acknowledged = new ArrayList<>();

    @Test
    void oneAnswerIsForAllBeforeItAndOthersStanzasAreCountedToo() {
        unacknowledged.sent(); // presence
        unacknowledged.sent(10);
        unacknowledged.sent(20);
        unacknowledged.sent(30);

        unacknowledged.acknowledged(3, acknowledged::add);
        assertThat(acknowledged).containsExactly(10L, 20L);
        unacknowledged.acknowledged(3, acknowledged::add);
        assertThat(acknowledged).containsExactly(10L, 20L);
        unacknowledged.acknowledged(4, acknowledged::add);

        assertThat(acknowledged).containsExactly(10L, 20L, 30L);
    }

    @Test
    void moreThanWasSentIsNotWaitedFor() {
        unacknowledged.sent(10);

        unacknowledged.acknowledged(7, acknowledged::add);

        assertThat(acknowledged).containsExactly(10L);
    }
}
