package io.hongyan.connector.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.ConversationChanges;
import io.hongyan.proto.client.v1.Message;
import io.hongyan.proto.content.v1.Content;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BudgetPropertyTest {

    private static final int BYTES = 5000;

    /** Whatever the sizes: what is taken is a run at the right end, and all together fit. */
    @Property
    void whatIsTakenFits(@ForAll @Size(max = 40) List<@IntRange(min = 0, max = 3000) Integer> sizes) {
        List<ClientEvent> events = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            events.add(event(i + 1, sizes.get(i)));
        }

        List<ClientEvent> oldest = new Budget(BYTES).oldest(events);
        List<ClientEvent> newest = new Budget(BYTES).newest(events);

        assertThat(oldest).isEqualTo(events.subList(0, oldest.size()));
        assertThat(newest).isEqualTo(events.subList(events.size() - newest.size(), events.size()));
        for (List<ClientEvent> taken : List.of(oldest, newest)) {
            assertThat(bytes(taken)).isLessThanOrEqualTo(BYTES);
            assertThat(taken.isEmpty()).isEqualTo(events.isEmpty());
        }
    }

    private static int bytes(List<ClientEvent> events) {
        return ConversationChanges.newBuilder().addAllEvents(events).build().getSerializedSize();
    }

    private static ClientEvent event(long seq, int size) {
        return ClientEvent.newBuilder()
                .setSeq(seq)
                .setMessage(Message.newBuilder().setContent(Content.newBuilder().setText("x".repeat(size))))
                .build();
    }
}
