package io.hongyan.message.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.events.v1.Event;
import org.junit.jupiter.api.Test;

class ObjectionsTest {

    private static final String TWO = "d:alice:bob";

    @Test
    void whatSequencersWriteIsFine() {
        assertThat(EveryEvent.all())
                .allSatisfy(event -> assertThat(Objections.against(event.getConversationId(), event))
                        .isNull());
    }

    /** Making a frame of it threw, and the router stopped. */
    @Test
    void aMessageHasANumber() {
        Event event = Events.sent(TWO, 1, "alice", "s1").toBuilder().setSeq(0).build();

        assertThat(Objections.against(TWO, event)).isEqualTo("The message has no seq.");
    }

    /** Presence refuses to say where such a user is, and was asked again for ever. */
    @Test
    void whoIsNamedCanBeAUser() {
        Event event = Events.sent(TWO, 1, "al ice", "s1");

        assertThat(Objections.against(TWO, event)).isEqualTo("A user id has not the known form.");
    }
}
