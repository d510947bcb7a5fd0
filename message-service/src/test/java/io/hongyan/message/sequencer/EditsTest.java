package io.hongyan.message.sequencer;

import static io.hongyan.message.sequencer.Commands.IN_GROUP;
import static io.hongyan.message.sequencer.Commands.IN_PAIR;
import static io.hongyan.message.sequencer.Conversation.NOON;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_BLOCKED;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_CLIENT_ID_REUSED;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_INVALID_ARGUMENT;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_MESSAGE_NOT_FOUND;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_NOT_ALLOWED;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_NOT_A_MEMBER;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_TOO_LATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.message.sequencer.Decision.Repeated;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Reply;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MessageEdited;
import io.hongyan.proto.events.v1.Role;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EditsTest {

    private static final Instant LATER = NOON.plus(Conversation.LIMITS.editWindow());

    private final Conversation pair = new Conversation(IN_PAIR);
    private final Conversation group = new Conversation(IN_GROUP);

    @Test
    void anEditHasANumberAndCountsNothing() {
        pair.accept(IN_PAIR.send("alice", "m1", "helo"));

        Event event = pair.accept(IN_PAIR.edit("alice", "e1", 1, "hello"), LATER);

        assertThat(event.getMessageEdited())
                .isEqualTo(MessageEdited.newBuilder()
                        .setTargetSeq(1)
                        .setContent(Content.newBuilder().setText("hello"))
                        .setClientMessageId("e1")
                        .build());
        assertThat(event.getSeq()).isEqualTo(2);
        assertThat(event.getCseq()).isEqualTo(1);
    }

    @Test
    void anEarlierEditThatComesAgainDoesNotUndoALaterOne() {
        pair.accept(IN_PAIR.send("alice", "m1", "one"));
        Event first = pair.accept(IN_PAIR.edit("alice", "e1", 1, "two"));
        pair.accept(IN_PAIR.edit("alice", "e2", 1, "three"));

        Decision again = pair.on(IN_PAIR.edit("alice", "e1", 1, "two"), LATER.plusSeconds(1));

        assertThat(again).isEqualTo(new Repeated(new Stamp(first.getSeq(), first.getTimeMs(), first.getRevision())));
        assertThat(pair.log()).hasSize(3);
    }

    @Test
    void anIdIsForOneMessageOrOneEdit() {
        pair.accept(IN_PAIR.send("alice", "m1", "one"));
        pair.accept(IN_PAIR.send("alice", "m2", "one"));
        pair.accept(IN_PAIR.edit("alice", "e1", 1, "two"));

        assertThat(pair.refuse(IN_PAIR.edit("alice", "m1", 1, "one"))).isEqualTo(ERROR_CODE_CLIENT_ID_REUSED);
        assertThat(pair.refuse(IN_PAIR.edit("alice", "e1", 2, "two"))).isEqualTo(ERROR_CODE_CLIENT_ID_REUSED);
        assertThat(pair.refuse(IN_PAIR.send("alice", "e1", "two"))).isEqualTo(ERROR_CODE_CLIENT_ID_REUSED);
    }

    @Test
    void onlyTheSenderEdits() {
        group.accept(IN_GROUP.create("alice", "g", "Friends", "bob", "carol"));
        group.accept(IN_GROUP.send("bob", "m1", "hello"));

        assertThat(group.refuse(IN_GROUP.edit("carol", "e1", 2, "mine"))).isEqualTo(ERROR_CODE_NOT_ALLOWED);
        assertThat(group.refuse(IN_GROUP.edit("alice", "e1", 2, "mine"))).isEqualTo(ERROR_CODE_NOT_ALLOWED);
        assertThat(group.refuse(IN_GROUP.edit("dave", "e1", 2, "mine"))).isEqualTo(ERROR_CODE_NOT_A_MEMBER);
        group.accept(IN_GROUP.role("alice", "carol", Role.ROLE_ADMIN));
        assertThat(group.refuse(IN_GROUP.edit("carol", "e1", 2, "mine"))).isEqualTo(ERROR_CODE_NOT_ALLOWED);
    }

    @Test
    void onlyMessagesThatAreThereAreEdited() {
        group.accept(IN_GROUP.create("alice", "g", "Friends", "bob"));
        group.accept(IN_GROUP.send("alice", "m1", "hello"));
        group.accept(IN_GROUP.recall("alice", 2));

        assertThat(group.refuse(IN_GROUP.edit("alice", "e1", 2, "late"))).isEqualTo(ERROR_CODE_MESSAGE_NOT_FOUND);
        assertThat(group.refuse(IN_GROUP.edit("alice", "e1", 1, "no message"))).isEqualTo(ERROR_CODE_MESSAGE_NOT_FOUND);
        assertThat(group.refuse(IN_GROUP.edit("alice", "e1", 4, "not yet"))).isEqualTo(ERROR_CODE_MESSAGE_NOT_FOUND);
        assertThat(group.refuse(IN_GROUP.edit("alice", "e1", -1, "never"))).isEqualTo(ERROR_CODE_MESSAGE_NOT_FOUND);
    }

    @Test
    void theTimeForItEnds() {
        pair.accept(IN_PAIR.send("alice", "m1", "hello"));

        assertThat(pair.refuse(IN_PAIR.edit("alice", "e1", 1, "hullo"), LATER.plusMillis(1)))
                .isEqualTo(ERROR_CODE_TOO_LATE);
        pair.forget();
        assertThat(pair.refuse(IN_PAIR.edit("alice", "e1", 1, "hullo"))).isEqualTo(ERROR_CODE_TOO_LATE);
    }

    @Test
    void whoIsBlockedCannotSpeakByEditing() {
        pair.accept(IN_PAIR.send("alice", "m1", "hello"));
        pair.accept(IN_PAIR.block("bob", true));

        assertThat(pair.refuse(IN_PAIR.edit("alice", "e1", 1, "call me"))).isEqualTo(ERROR_CODE_BLOCKED);
    }

    @Test
    void theContentIsCheckedAsThatOfAMessage() {
        pair.accept(IN_PAIR.send("alice", "m1", "hello"));

        assertThat(pair.refuse(IN_PAIR.edit("alice", "e1", 1, ""))).isEqualTo(ERROR_CODE_INVALID_ARGUMENT);
        assertThat(pair.refuse(IN_PAIR.edit("alice", "", 1, "hullo"))).isEqualTo(ERROR_CODE_INVALID_ARGUMENT);
    }

    @Test
    void anEditedMessageIsTakenBackLikeAnother() {
        pair.accept(IN_PAIR.send("alice", "m1", "hello"));
        pair.accept(IN_PAIR.edit("alice", "e1", 1, "hullo"));

        assertThat(pair.refuse(IN_PAIR.recall("alice", 2))).isEqualTo(ERROR_CODE_MESSAGE_NOT_FOUND);
        Event recall = pair.accept(IN_PAIR.recall("alice", 1));

        assertThat(recall.getMessageRecalled().getTargetSeq()).isEqualTo(1);
    }

    @Test
    void aReplyIsToSomethingThatItsSenderCanSee() {
        group.accept(IN_GROUP.create("alice", "g", "Friends", "bob"));
        group.accept(IN_GROUP.send("alice", "m1", "hello"));
        group.accept(IN_GROUP.add("alice", "carol"));

        assertThat(group.accept(IN_GROUP.send("bob", "r1", reply(2, 2)))
                        .getMessageSent()
                        .getContent()
                        .getReplyTo()
                        .getSeq())
                .isEqualTo(2);
        assertThat(group.refuse(IN_GROUP.send("carol", "r1", reply(2, 0)))).isEqualTo(ERROR_CODE_MESSAGE_NOT_FOUND);
        assertThat(group.refuse(IN_GROUP.send("bob", "r2", reply(9, 0)))).isEqualTo(ERROR_CODE_MESSAGE_NOT_FOUND);
        assertThat(group.refuse(IN_GROUP.send("bob", "r2", reply(0, 0)))).isEqualTo(ERROR_CODE_INVALID_ARGUMENT);
        assertThat(group.refuse(IN_GROUP.send("bob", "r2", reply(2, 3)))).isEqualTo(ERROR_CODE_INVALID_ARGUMENT);
    }

    private static Content reply(long seq, long thread) {
        return Content.newBuilder()
                .setText("indeed")
                .setReplyTo(Reply.newBuilder().setSeq(seq).setThreadSeq(thread))
                .build();
    }

    @Test
    void aForwardIsLabelledWithinBounds() {
        var forward = Content.newBuilder().setText("heard");

        assertThat(pair.accept(IN_PAIR.send(
                                "alice", "f1", forward.setForwards(1_000).build()))
                        .getMessageSent()
                        .getContent()
                        .getForwards())
                .isEqualTo(1_000);
        assertThat(pair.refuse(
                        IN_PAIR.send("alice", "f2", forward.setForwards(1_001).build())))
                .isEqualTo(ERROR_CODE_INVALID_ARGUMENT);
        assertThat(pair.refuse(
                        IN_PAIR.send("alice", "f2", forward.setForwards(-1).build())))
                .isEqualTo(ERROR_CODE_INVALID_ARGUMENT);
    }
}
