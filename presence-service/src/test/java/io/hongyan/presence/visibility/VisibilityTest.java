package io.hongyan.presence.visibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.BlockChanged;
import io.hongyan.proto.events.v1.Event;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VisibilityTest {

    private static final Event BLOCK = Event.newBuilder()
            .setConversationId("d:alice:bob")
            .setRevision(7)
            .setActor(Actor.newBuilder().setUserId("bob"))
            .setBlockChanged(BlockChanged.newBuilder().setBlocked(true))
            .build();

    @Test
    void aBlockHidesBothFromEachOther() {
        var alice = new Visibility("alice", Set.of("bob"), Set.of("carol"));

        assertThat(alice.maySee("bob")).isFalse();
        assertThat(alice.maySee("carol")).isFalse();
        assertThat(alice.maySee("dave")).isTrue();
        assertThat(alice.maySee("alice")).isTrue();
    }

    @Test
    void internalServicesSeeEveryone() {
        assertThat(Visibility.everyone().maySee("anyone")).isTrue();
    }

    @Test
    void aBlockNamesWhoDidItAndWhomItConcerns() {
        assertThat(BlockChange.objection("d:alice:bob", BLOCK)).isNull();
        assertThat(BlockChange.of(BLOCK)).isEqualTo(new BlockChange("bob", "alice", true, 7));
    }

    @Test
    void aSenselessBlockIsObjectedTo() {
        Event inGroup = BLOCK.toBuilder().setConversationId("g:one").build();
        Event byStranger = BLOCK.toBuilder()
                .setActor(Actor.newBuilder().setUserId("carol"))
                .build();

        assertThat(BlockChange.objection("d:x:y", BLOCK)).contains("key");
        assertThat(BlockChange.objection("g:one", inGroup)).contains("two");
        assertThat(BlockChange.objection("d:alice:bob", byStranger)).contains("actor");
        assertThat(BlockChange.objection(
                        "d:alice:bob", BLOCK.toBuilder().clearRevision().build()))
                .contains("revision");
    }
}
