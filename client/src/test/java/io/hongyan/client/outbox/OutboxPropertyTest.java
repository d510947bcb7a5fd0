package io.hongyan.client.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.client.outbox.Outbox.Adding;
import io.hongyan.proto.content.v1.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class OutboxPropertyTest {

    /** Whatever fails on the way, each conversation's messages arrive in their order, and all of them. */
    @Property
    void messagesOfOneConversationArriveInTheirOrder(
            @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 2) Integer> conversations,
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 3) Integer> fates) {
        Outbox outbox = new Outbox(100);
        Map<String, List<Outgoing>> written = new LinkedHashMap<>();
        for (int i = 0; i < conversations.size(); i++) {
            Outgoing message = message("c" + conversations.get(i), i);
            written.computeIfAbsent(message.conversationId(), id -> new ArrayList<>())
                    .add(message);
            assertThat(outbox.add(message)).isEqualTo(Adding.ADDED);
        }
        Map<String, List<Outgoing>> arrived = new LinkedHashMap<>();

        for (int round = 0; outbox.size() > 0; round++) {
            for (Outgoing message : outbox.takeReady()) {
                int fate = round < fates.size() ? fates.get(round) : 0;
                switch (fate) {
                    case 1 -> {
                        outbox.pause(message);
                        outbox.resume(message.conversationId());
                    }
                    case 2 -> outbox.disconnected();
                    default -> {
                        arrived.computeIfAbsent(message.conversationId(), id -> new ArrayList<>())
                                .add(message);
                        outbox.done(message);
                    }
                }
            }
        }

        assertThat(arrived).isEqualTo(written);
    }

    @Example
    void whatWaitsAlreadyIsKnownAndOneTooManyIsFull() {
        Outbox outbox = new Outbox(1);

        assertThat(outbox.add(message("c", 1))).isEqualTo(Adding.ADDED);
        assertThat(outbox.add(message("c", 1))).isEqualTo(Adding.KNOWN);
        assertThat(outbox.add(message("c", 2))).isEqualTo(Adding.FULL);
        assertThat(outbox.size()).isEqualTo(1);
    }

    @Example
    void pausedConversationHoldsUpNobodyElse() {
        Outbox outbox = new Outbox(10);
        outbox.add(message("c", 1));
        outbox.takeReady();
        assertThat(outbox.pause(message("c", 1))).isEqualTo(1);
        outbox.add(message("other", 2));

        assertThat(outbox.takeReady()).containsExactly(message("other", 2));
        outbox.resume("c");
        assertThat(outbox.takeReady()).containsExactly(message("c", 1));
    }

    private static Outgoing message(String conversation, int number) {
        return new Outgoing(
                conversation,
                "id-" + number,
                Content.newBuilder().setText("text " + number).build());
    }
}
