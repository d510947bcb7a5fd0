package io.hongyan.message.sequencer;

import static io.hongyan.message.sequencer.Commands.IN_GROUP;
import static io.hongyan.message.sequencer.Commands.IN_PAIR;
import static io.hongyan.message.sequencer.Conversation.NOON;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_INVALID_ARGUMENT;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_NOT_A_MEMBER;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.message.sequencer.Decision.Unchanged;
import io.hongyan.proto.commands.v1.Accepted;
import io.hongyan.proto.commands.v1.Arrange;
import io.hongyan.proto.events.v1.Arranged;
import io.hongyan.proto.events.v1.Event;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArrangingTest {

    private static final long NOON_MS = NOON.toEpochMilli();

    private final Conversation pair = new Conversation(IN_PAIR);

    @BeforeEach
    void aliceSendsThree() {
        for (int i = 1; i <= 3; i++) {
            pair.accept(IN_PAIR.send("alice", "m" + i, "hello"));
        }
    }

    @Test
    void pinningIsAnEventOfOnesOwnWithoutASeq() {
        Event event = pair.accept(IN_PAIR.pin("bob", true));

        assertThat(event)
                .isEqualTo(Event.newBuilder()
                        .setConversationId("d:alice:bob")
                        .setRevision(4)
                        .setCseq(3)
                        .setHeadSeq(3)
                        .setTimeMs(NOON_MS)
                        .setActor(IN_PAIR.by("bob").getActor())
                        .setOwnVersion(1)
                        .setArranged(Arranged.newBuilder().setPinned(true))
                        .build());
        assertThat(pair.member("bob").arrangement()).isEqualTo(new Arrangement(NOON_MS, 0, false, 1));
        assertThat(pair.member("alice").arrangement()).isEqualTo(Arrangement.NONE);
    }

    @Test
    void whatIsSoAlreadyIsNoEventAndTellsSinceWhen() {
        pair.accept(IN_PAIR.pin("bob", true));

        assertThat(pair.on(IN_PAIR.pin("bob", true))).isEqualTo(new Unchanged(3, NOON_MS));
        assertThat(pair.on(IN_PAIR.pin("alice", false))).isEqualTo(new Unchanged(3, 0));
        assertThat(pair.on(IN_PAIR.archive("bob", false))).isEqualTo(new Unchanged(3, NOON_MS));
        assertThat(pair.on(IN_PAIR.markUnread("bob", false))).isEqualTo(new Unchanged(3, NOON_MS));
    }

    /** A message may have brought it out, of which the sequencer knows nothing: whoever archives it again means now. */
    @Test
    void archivingAgainIsAsOfTheNewHead() {
        pair.accept(IN_PAIR.archive("bob", true));
        assertThat(pair.on(IN_PAIR.archive("bob", true))).isEqualTo(new Unchanged(3, NOON_MS));

        pair.accept(IN_PAIR.send("alice", "m4", "hello"));

        assertThat(pair.accept(IN_PAIR.archive("bob", true)).getHeadSeq()).isEqualTo(4);
        assertThat(pair.member("bob").arrangement().archivedSeq()).isEqualTo(4);
        assertThat(pair.accept(IN_PAIR.archive("bob", false)).getArranged())
                .isEqualTo(Arranged.newBuilder().setArchived(false).build());
    }

    @Test
    void readingTakesAMarkAwayEvenIfThereIsNothingNewToRead() {
        pair.accept(IN_PAIR.read("bob", 3));
        pair.accept(IN_PAIR.markUnread("bob", true));

        assertThat(pair.on(IN_PAIR.read("bob", 2))).as("old news").isEqualTo(new Unchanged(3, NOON_MS));
        assertThat(pair.answer(IN_PAIR.read("bob", 3)).getAccepted())
                .isEqualTo(Accepted.newBuilder()
                        .setSeq(3)
                        .setTimeMs(NOON_MS)
                        .setRevision(6)
                        .setOwnVersion(3)
                        .build());
        assertThat(pair.accept(IN_PAIR.read("bob", 3)).getArranged())
                .isEqualTo(Arranged.newBuilder().setMarkedUnread(false).build());
        assertThat(pair.member("bob").arrangement()).isEqualTo(new Arrangement(0, 0, false, 3));
        assertThat(pair.on(IN_PAIR.read("bob", 3))).isEqualTo(new Unchanged(3, NOON_MS));
    }

    @Test
    void aCursorThatMovesTakesTheMarkWithIt() {
        pair.accept(IN_PAIR.markUnread("bob", true));

        assertThat(pair.accept(IN_PAIR.read("bob", 2)).hasReadMoved()).isTrue();
        assertThat(pair.member("bob").arrangement()).isEqualTo(new Arrangement(0, 0, false, 2));
    }

    @Test
    void whatIsOnesOwnIsCountedWithoutHoles() {
        assertThat(pair.accept(IN_PAIR.read("bob", 1)).getOwnVersion()).isEqualTo(1);
        assertThat(pair.accept(IN_PAIR.delivered("bob", 3, true)).getOwnVersion())
                .isZero();
        assertThat(pair.accept(IN_PAIR.mute("bob", true)).getOwnVersion()).isEqualTo(2);
        assertThat(pair.accept(IN_PAIR.mute("alice", true)).getOwnVersion()).isEqualTo(1);
        assertThat(pair.accept(IN_PAIR.block("bob", true)).getOwnVersion()).isEqualTo(3);
        assertThat(pair.accept(IN_PAIR.archive("bob", true)).getOwnVersion()).isEqualTo(4);
    }

    @Test
    void strangersAndConversationsThatAreNoneAreRefused() {
        assertThat(pair.refuse(IN_PAIR.pin("carol", true))).isEqualTo(ERROR_CODE_NOT_A_MEMBER);
        assertThat(pair.refuse(IN_PAIR.archive("carol", false))).isEqualTo(ERROR_CODE_NOT_A_MEMBER);
        assertThat(new Conversation(IN_PAIR).refuse(IN_PAIR.pin("bob", true))).isEqualTo(ERROR_CODE_NOT_A_MEMBER);
        assertThat(new Conversation(IN_GROUP).refuse(IN_GROUP.archive("bob", true)))
                .isEqualTo(ERROR_CODE_NOT_A_MEMBER);
    }

    @Test
    void nothingIsNoChange() {
        assertThat(pair.refuse(IN_PAIR.by("bob")
                        .setArrange(Arrange.getDefaultInstance())
                        .build()))
                .isEqualTo(ERROR_CODE_INVALID_ARGUMENT);
    }

    /** It stays in the list of whoever has left, who may still want it out of the way. */
    @Test
    void whoHasLeftMayPinAndArchiveButNotMark() {
        var group = new Conversation(IN_GROUP);
        group.accept(IN_GROUP.create("alice", "g", "Friends", "bob"));
        group.accept(IN_GROUP.markUnread("bob", true));
        group.accept(IN_GROUP.remove("alice", "bob"));

        assertThat(group.member("bob").arrangement().markedUnread()).isFalse();
        assertThat(group.refuse(IN_GROUP.markUnread("bob", true))).isEqualTo(ERROR_CODE_NOT_A_MEMBER);
        assertThat(group.accept(IN_GROUP.archive("bob", true)).getOwnVersion()).isEqualTo(2);

        group.accept(IN_GROUP.add("alice", "bob"));

        assertThat(group.member("bob").arrangement()).isEqualTo(new Arrangement(0, 0, false, 2));
    }
}
