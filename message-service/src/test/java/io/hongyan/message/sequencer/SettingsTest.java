package io.hongyan.message.sequencer;

import static io.hongyan.message.sequencer.Commands.IN_GROUP;
import static io.hongyan.message.sequencer.Commands.IN_PAIR;
import static io.hongyan.message.sequencer.Conversation.NOON;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_NOT_A_MEMBER;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.message.sequencer.Decision.Unchanged;
import io.hongyan.proto.commands.v1.Accepted;
import io.hongyan.proto.events.v1.BlockChanged;
import io.hongyan.proto.events.v1.DeliveredMoved;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MuteChanged;
import io.hongyan.proto.events.v1.ReadMoved;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final long NOON_MS = NOON.toEpochMilli();

    private final Conversation pair = new Conversation(IN_PAIR);

    @BeforeEach
    void aliceSendsThree() {
        for (int i = 1; i <= 3; i++) {
            pair.accept(IN_PAIR.send("alice", "m" + i, "hello"));
        }
    }

    @Test
    void readingIsAnEventWithoutASeq() {
        Event event = pair.accept(IN_PAIR.read("bob", 2));

        assertThat(event)
                .isEqualTo(Event.newBuilder()
                        .setConversationId("d:alice:bob")
                        .setRevision(4)
                        .setCseq(3)
                        .setHeadSeq(3)
                        .setTimeMs(NOON_MS)
                        .setActor(IN_PAIR.by("bob").getActor())
                        .setReadMoved(ReadMoved.newBuilder().setSeq(2).setForeground(true))
                        .setOwnVersion(1)
                        .build());
        assertThat(pair.member("bob").readSeq()).isEqualTo(2);
    }

    @Test
    void theReadCursorMovesForwardOnlyAndNotBeyondTheHead() {
        pair.accept(IN_PAIR.read("bob", 2));

        assertThat(pair.on(IN_PAIR.read("bob", 1))).isEqualTo(new Unchanged(2, NOON_MS));
        assertThat(pair.on(IN_PAIR.read("bob", 2))).isEqualTo(new Unchanged(2, NOON_MS));
        assertThat(pair.accept(IN_PAIR.read("bob", -1)).getReadMoved().getSeq()).isEqualTo(3);
        assertThat(pair.on(IN_PAIR.read("bob", 99))).isEqualTo(new Unchanged(3, NOON_MS));
    }

    @Test
    void deliveryMovesForAnyDeviceAndOnceMoreInTheForeground() {
        assertThat(pair.accept(IN_PAIR.delivered("bob", 3, false)).getDeliveredMoved())
                .isEqualTo(DeliveredMoved.newBuilder().setSeq(3).build());
        assertThat(pair.on(IN_PAIR.delivered("bob", 2, false))).isEqualTo(new Unchanged(3, NOON_MS));
        assertThat(pair.accept(IN_PAIR.delivered("bob", 2, true)).getDeliveredMoved())
                .isEqualTo(DeliveredMoved.newBuilder()
                        .setSeq(2)
                        .setForeground(true)
                        .build());
        assertThat(pair.on(IN_PAIR.delivered("bob", 2, true))).isEqualTo(new Unchanged(3, NOON_MS));
        assertThat(pair.accept(IN_PAIR.delivered("bob", 77, true))
                        .getDeliveredMoved()
                        .getSeq())
                .isEqualTo(3);
    }

    @Test
    void muteIsOnesOwnAndOnlyChangesAreEvents() {
        assertThat(pair.on(IN_PAIR.mute("bob", false))).isEqualTo(new Unchanged(3, NOON_MS));
        assertThat(pair.accept(IN_PAIR.mute("bob", true)).getMuteChanged())
                .isEqualTo(MuteChanged.newBuilder().setMuted(true).build());
        assertThat(pair.on(IN_PAIR.mute("bob", true))).isEqualTo(new Unchanged(3, NOON_MS));
        assertThat(pair.member("alice").muted()).isFalse();
    }

    @Test
    void blockIsAnEventAndOnlyChangesAre() {
        assertThat(pair.accept(IN_PAIR.block("bob", true)).getBlockChanged())
                .isEqualTo(BlockChanged.newBuilder().setBlocked(true).build());
        assertThat(pair.on(IN_PAIR.block("bob", true))).isEqualTo(new Unchanged(3, NOON_MS));
    }

    @Test
    void strangersHaveNoCursorsAndNoSettings() {
        assertThat(pair.refuse(IN_PAIR.read("carol", 1))).isEqualTo(ERROR_CODE_NOT_A_MEMBER);
        assertThat(pair.refuse(IN_PAIR.delivered("carol", 1, true))).isEqualTo(ERROR_CODE_NOT_A_MEMBER);
        assertThat(pair.refuse(IN_PAIR.mute("carol", true))).isEqualTo(ERROR_CODE_NOT_A_MEMBER);
        assertThat(pair.refuse(IN_PAIR.block("carol", true))).isEqualTo(ERROR_CODE_NOT_A_MEMBER);
    }

    /** A phone confirms the event of its user's removal as it does every event. */
    @Test
    void whoHasLeftMayConfirmButChangesNothing() {
        var group = new Conversation(IN_GROUP);
        group.accept(IN_GROUP.create("alice", "g", "Friends", "bob"));
        group.accept(IN_GROUP.remove("alice", "bob"));

        assertThat(group.on(IN_GROUP.delivered("bob", 2, true))).isEqualTo(new Unchanged(0, NOON_MS));
        assertThat(group.on(IN_GROUP.read("bob", 2))).isEqualTo(new Unchanged(0, NOON_MS));
        assertThat(group.refuse(IN_GROUP.mute("bob", true))).isEqualTo(ERROR_CODE_NOT_A_MEMBER);
    }

    @Test
    void answersTellTheCursorOrTheHead() {
        assertThat(pair.answer(IN_PAIR.read("bob", 9)).getAccepted())
                .isEqualTo(accepted(3, 4).toBuilder().setOwnVersion(1).build());
        assertThat(pair.answer(IN_PAIR.delivered("bob", 2, false)).getAccepted())
                .isEqualTo(accepted(2, 4));
        assertThat(pair.answer(IN_PAIR.mute("bob", true)).getAccepted())
                .isEqualTo(accepted(3, 4).toBuilder().setOwnVersion(1).build());
        assertThat(pair.answer(IN_PAIR.mute("bob", false)).getAccepted())
                .isEqualTo(accepted(3, 0).toBuilder().setRepeated(true).build());
    }

    private static Accepted accepted(long seq, long revision) {
        return Accepted.newBuilder()
                .setSeq(seq)
                .setTimeMs(NOON_MS)
                .setRevision(revision)
                .build();
    }
}
