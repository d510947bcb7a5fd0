package io.hongyan.message.unread;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.events.v1.Event;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationsTest {

    private static final Event FINE = Story.ofTwo("ann", "ben").send("ann").last();

    @Test
    void theTwoOfAConversationAreInItsId() {
        assertThat(Conversations.two("d:Ann.1:ben@x-y_z")).isEqualTo(List.of("Ann.1", "ben@x-y_z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d:ben:ann",
                "d:ann:ann",
                "d:ann",
                "d::ann",
                "d:ann:b en",
                "g:short",
                "g:ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                "x",
                ""
            })
    void othersAreNoConversations(String id) {
        assertThat(Conversations.isConversation(id)).isFalse();
    }

    @Test
    void anEventOfTheSequencerIsFine() {
        assertThat(Conversations.objection("d:ann:ben", FINE)).isNull();
    }

    @Test
    void whatTheSequencerCannotHaveWrittenIsObjectedTo() {
        assertThat(Conversations.objection("d:ann:cat", FINE)).contains("key");
        assertThat(Conversations.objection(null, FINE)).contains("key");
        assertThat(Conversations.objection(
                        "x", FINE.toBuilder().setConversationId("x").build()))
                .contains("neither");
        assertThat(Conversations.objection(
                        "d:ann:ben", FINE.toBuilder().setRevision(0).build()))
                .contains("revision");
        assertThat(Conversations.objection(
                        "d:ann:ben", FINE.toBuilder().setSeq(7).build()))
                .contains("head");
        assertThat(Conversations.objection(
                        "d:ann:ben", FINE.toBuilder().setCseq(7).build()))
                .contains("cseq");
    }
}
