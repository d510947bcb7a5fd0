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
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MessageRecalled;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.proto.events.v1.Role;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private final Conversation pair = new Conversation(IN_PAIR);
    private final Conversation group = new Conversation(IN_GROUP);

    @Test
    void theFirstMessageBringsAConversationOfTwoIntoBeing() {
        Event event = pair.accept(IN_PAIR.send("alice", "m1", "hello"));

        assertThat(event)
                .isEqualTo(Event.newBuilder()
                        .setConversationId("d:alice:bob")
                        .setRevision(1)
                        .setSeq(1)
                        .setCseq(1)
                        .setHeadSeq(1)
                        .setTimeMs(NOON.toEpochMilli())
                        .setActor(Actor.newBuilder()
                                .setUserId("alice")
                                .setDeviceId("phone")
                                .setSessionId("s-alice"))
                        .setMessageSent(MessageSent.newBuilder()
                                .setClientMessageId("m1")
                                .setContent(Content.newBuilder().setText("hello"))
                                .setCountable(true))
                        .build());
    }

    @Test
    void resendGetsItsFirstStampEvenAfterLeaving() {
        group.accept(IN_GROUP.create("alice", "g", "Friends", "bob"));
        Event first = group.accept(IN_GROUP.send("bob", "m1", "bye"));
        group.accept(IN_GROUP.leave("bob"));

        Decision decision = group.on(IN_GROUP.send("bob", "m1", "bye"), NOON.plusSeconds(60));

        assertThat(decision).isEqualTo(new Repeated(new Stamp(first.getSeq(), first.getTimeMs(), first.getRevision())));
    }

    @Test
    void theSameClientIdWithOtherContentIsRefusedAndTheFirstStands() {
        pair.accept(IN_PAIR.send("alice", "m1", "hello"));

        assertThat(pair.refuse(IN_PAIR.send("alice", "m1", "hullo"))).isEqualTo(ERROR_CODE_CLIENT_ID_REUSED);
        assertThat(pair.log()).hasSize(1);
    }

    @Test
    void clientIdsOfTwoPeopleDoNotMeet() {
        pair.accept(IN_PAIR.send("alice", "m1", "hello"));

        Event event = pair.accept(IN_PAIR.send("bob", "m1", "hi"));

        assertThat(event.getSeq()).isEqualTo(2);
    }

    @Test
    void whoIsNotInItCannotSend() {
        assertThat(pair.refuse(IN_PAIR.send("carol", "m1", "hello"))).isEqualTo(ERROR_CODE_NOT_A_MEMBER);
        assertThat(group.refuse(IN_GROUP.send("alice", "m1", "hello"))).isEqualTo(ERROR_CODE_NOT_A_MEMBER);
    }

    @Test
    void aBlockOfEitherStopsBothAndMayComeBeforeAnyMessage() {
        pair.accept(IN_PAIR.block("bob", true));

        assertThat(pair.refuse(IN_PAIR.send("alice", "m1", "hello"))).isEqualTo(ERROR_CODE_BLOCKED);
        assertThat(pair.refuse(IN_PAIR.send("bob", "m1", "hello"))).isEqualTo(ERROR_CODE_BLOCKED);

        pair.accept(IN_PAIR.block("bob", false));
        assertThat(pair.accept(IN_PAIR.send("alice", "m1", "hello")).getSeq()).isEqualTo(1);
    }

    @Test
    void onlyBackEndsSendSilentlyAndSuchMessagesDoNotCount() {
        Command byPhone = IN_PAIR.sendSilently("alice", "", "m1", "psst");

        assertThat(pair.refuse(byPhone)).isEqualTo(ERROR_CODE_NOT_ALLOWED);

        Event event = pair.accept(IN_PAIR.sendSilently("alice", "shop", "m2", "order shipped"));
        assertThat(event.getCseq()).isZero();
        assertThat(event.getMessageSent().getCountable()).isFalse();
    }

    @Test
    void aBackEndSendsOnlyInTheNameOfWhoIsInIt() {
        Command stranger = IN_PAIR.sendSilently("carol", "shop", "m1", "hello");

        assertThat(pair.refuse(stranger)).isEqualTo(ERROR_CODE_NOT_A_MEMBER);
    }

    @Test
    void timeNeverGoesBack() {
        pair.accept(IN_PAIR.send("alice", "m1", "hello"));

        Event event = pair.accept(IN_PAIR.send("bob", "m1", "hi"), NOON.minusSeconds(60));

        assertThat(event.getTimeMs()).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void anActorWithoutAValidIdIsRefused() {
        assertThat(pair.refuse(IN_PAIR.send("", "m1", "hello"))).isEqualTo(ERROR_CODE_INVALID_ARGUMENT);
        assertThat(pair.refuse(IN_PAIR.send("a/b", "m1", "hello"))).isEqualTo(ERROR_CODE_INVALID_ARGUMENT);
    }

    @Test
    void nothingLongIsCopiedFromTheActor() {
        Command.Builder long129 = IN_PAIR.send("alice", "m1", "hello").toBuilder();
        long129.getActorBuilder().setDeviceId("d".repeat(129));

        assertThat(pair.refuse(long129.build())).isEqualTo(ERROR_CODE_INVALID_ARGUMENT);
    }

    @Test
    void aRecallHasANumberOfItsOwnAndSaysWhatItTakesBack() {
        pair.accept(IN_PAIR.send("bob", "m1", "hi"));
        Event sent = pair.accept(IN_PAIR.send("alice", "m1", "hello"));

        Event recalled = pair.accept(IN_PAIR.recall("alice", sent.getSeq()));

        assertThat(recalled.getSeq()).isEqualTo(3);
        assertThat(recalled.getCseq()).isEqualTo(2);
        assertThat(recalled.getMessageRecalled())
                .isEqualTo(MessageRecalled.newBuilder()
                        .setTargetSeq(2)
                        .setTargetCseq(2)
                        .setTargetSenderId("alice")
                        .setTargetCountable(true)
                        .build());
    }

    @Test
    void recallingTwiceIsOneRecall() {
        pair.accept(IN_PAIR.send("alice", "m1", "hello"));
        Event first = pair.accept(IN_PAIR.recall("alice", 1));

        Decision second = pair.on(IN_PAIR.recall("alice", 1), NOON.plus(Duration.ofDays(2)));

        assertThat(second).isEqualTo(new Repeated(new Stamp(first.getSeq(), first.getTimeMs(), first.getRevision())));
    }

    @Test
    void onlyTheSenderTakesBackInAConversationOfTwo() {
        pair.accept(IN_PAIR.send("alice", "m1", "hello"));

        assertThat(pair.refuse(IN_PAIR.recall("bob", 1))).isEqualTo(ERROR_CODE_NOT_ALLOWED);
        assertThat(pair.refuse(IN_PAIR.recall("carol", 1))).isEqualTo(ERROR_CODE_NOT_A_MEMBER);
    }

    @Test
    void adminsAndOwnerTakeBackWhatOthersSent() {
        group.accept(IN_GROUP.create("alice", "g", "Friends", "bob", "carol"));
        group.accept(IN_GROUP.role("alice", "bob", Role.ROLE_ADMIN));
        Event sent = group.accept(IN_GROUP.send("carol", "m1", "spam"));
        Event more = group.accept(IN_GROUP.send("alice", "m1", "no spam"));

        assertThat(group.refuse(IN_GROUP.recall("carol", more.getSeq()))).isEqualTo(ERROR_CODE_NOT_ALLOWED);
        assertThat(group.accept(IN_GROUP.recall("bob", sent.getSeq())).getSeq()).isEqualTo(5);
        assertThat(group.accept(IN_GROUP.recall("bob", more.getSeq())).getSeq()).isEqualTo(6);
    }

    @Test
    void recallEndsWithItsWindow() {
        pair.accept(IN_PAIR.send("alice", "m1", "hello"));
        Command recall = IN_PAIR.recall("alice", 1);

        assertThat(pair.refuse(recall, NOON.plus(Duration.ofHours(24)).plusMillis(1)))
                .isEqualTo(ERROR_CODE_TOO_LATE);
        assertThat(pair.accept(recall, NOON.plus(Duration.ofHours(24))).getSeq())
                .isEqualTo(2);

        pair.accept(IN_PAIR.send("alice", "m2", "again"));
        pair.forget();
        assertThat(pair.refuse(IN_PAIR.recall("alice", 3))).isEqualTo(ERROR_CODE_TOO_LATE);
    }

    @Test
    void onlyMessagesCanBeTakenBack() {
        group.accept(IN_GROUP.create("alice", "g", "Friends", "bob"));

        assertThat(group.refuse(IN_GROUP.recall("alice", 0))).isEqualTo(ERROR_CODE_MESSAGE_NOT_FOUND);
        assertThat(group.refuse(IN_GROUP.recall("alice", 1))).isEqualTo(ERROR_CODE_MESSAGE_NOT_FOUND);
        assertThat(group.refuse(IN_GROUP.recall("alice", 2))).isEqualTo(ERROR_CODE_MESSAGE_NOT_FOUND);
        assertThat(group.refuse(IN_GROUP.recall("alice", -1))).isEqualTo(ERROR_CODE_MESSAGE_NOT_FOUND);
    }

    @Test
    void whatSomebodyCannotSeeSomebodyCannotTakeBack() {
        group.accept(IN_GROUP.create("alice", "g", "Friends", "bob"));
        Event sent = group.accept(IN_GROUP.send("bob", "m1", "bye"));
        group.accept(IN_GROUP.leave("bob"));
        group.accept(IN_GROUP.add("alice", "bob"));

        assertThat(group.refuse(IN_GROUP.recall("bob", sent.getSeq()))).isEqualTo(ERROR_CODE_MESSAGE_NOT_FOUND);
    }
}
