package io.hongyan.presence.visibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.presence.session.Sanity;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.BlockChanged;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MuteChanged;
import io.hongyan.testkit.fuzz.FuzzTarget;
import java.util.List;

/**
 * A record of {@code hongyan.events.v1} as presence takes it: it is no Protobuf, or there is an objection to it, or it is no
 * block, or it is one between two who can be users.
 */
class BlockRecordsFuzzTest implements FuzzTarget {

    @Override
    public void check(byte[] input) {
        Event event;
        try {
            event = Event.parseFrom(input);
        } catch (InvalidProtocolBufferException e) {
            return; // to the dead letters
        }
        if (BlockChange.objection(event.getConversationId(), event) != null) {
            return;
        }
        BlockChange change = BlockChange.of(event);
        assertThat(change == null).isEqualTo(!event.hasBlockChanged());
        if (change != null) {
            assertThat(Sanity.isUserId(change.actor())).isTrue();
            assertThat(Sanity.isUserId(change.other())).isTrue();
            assertThat(change.revision()).isPositive();
        }
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                event("d:a\0:ben", "ben")
                        .setBlockChanged(BlockChanged.getDefaultInstance())
                        .build()
                        .toByteArray(),
                event("d:ann:ben", "ben")
                        .setBlockChanged(BlockChanged.newBuilder().setBlocked(true))
                        .build()
                        .toByteArray(),
                event("d:ann:ben", "ann")
                        .setBlockChanged(BlockChanged.getDefaultInstance())
                        .build()
                        .toByteArray(),
                event("d:ann:ben", "ann")
                        .setMuteChanged(MuteChanged.getDefaultInstance())
                        .build()
                        .toByteArray());
    }

    private static Event.Builder event(String conversation, String actor) {
        return Event.newBuilder()
                .setConversationId(conversation)
                .setRevision(4)
                .setActor(Actor.newBuilder().setUserId(actor));
    }
}
