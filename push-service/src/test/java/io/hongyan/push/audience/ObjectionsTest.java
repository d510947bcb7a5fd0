package io.hongyan.push.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.events.v1.Event;
import io.hongyan.push.testing.Talk;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ObjectionsTest {

    private static final Event HELLO = Talk.between("alice", "bob").says("alice", "hello");

    @Test
    void eventsOfTheSequencerAreFine() {
        var group = Talk.group("a");

        assertThat(Objections.against("d:alice:bob", HELLO)).isNull();
        assertThat(Objections.against(group.id(), group.created("Name", "alice", "bob")))
                .isNull();
    }

    @Test
    void whatCannotBeIsNamed() {
        assertThat(Objections.against("d:x:y", HELLO)).isEqualTo("The key is not the event's conversation.");
        assertThat(Objections.against(null, HELLO)).isEqualTo("The key is not the event's conversation.");
        assertThat(against(event -> event.setConversationId("d:alice")))
                .isEqualTo("The conversation id has none of the known forms.");
        assertThat(against(event -> event.setRevision(0))).isEqualTo("The revision is not positive.");
        assertThat(against(event -> event.setTimeMs(Long.MAX_VALUE))).isEqualTo("The time is out of range.");
        assertThat(against(event -> event.setSeq(0))).isEqualTo("The message has no seq.");
        assertThat(against(event -> event.getActorBuilder().setUserId("no user\u0000")))
                .isEqualTo("A user id has not the known form.");
        assertThat(against(event -> event.getMembersAddedBuilder().addUserIds("")))
                .isEqualTo("A user id has not the known form.");
    }

    private static String against(Consumer<Event.Builder> change) {
        Event.Builder event = HELLO.toBuilder();
        change.accept(event);
        String objection = Objections.against(event.getConversationId(), event.build());
        return objection == null ? "fine" : objection;
    }
}
