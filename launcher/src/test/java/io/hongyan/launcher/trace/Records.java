package io.hongyan.launcher.trace;

import io.hongyan.eventlog.Topics;
import io.hongyan.proto.commands.v1.Accepted;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.Reply;
import io.hongyan.proto.commands.v1.ReplyTo;
import io.hongyan.proto.commands.v1.SendMessage;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.deliveries.v1.DeliveryRecord;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.DeliveredMoved;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MessageEdited;
import io.hongyan.proto.events.v1.MessageRecalled;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.proto.events.v1.ReactionChanged;
import io.hongyan.proto.events.v1.ReadMoved;
import io.hongyan.proto.push.v1.PushDecision;
import io.hongyan.proto.push.v1.PushOutcome;
import io.hongyan.proto.push.v1.PushReason;
import io.hongyan.proto.sessions.v1.SessionRecord;
import java.time.Instant;
import java.util.Map;

/** What topics have of the message {@code d:alice:bob#4} and of what came after it, a few milliseconds apart. */
final class Records {

    static final String CONVERSATION = "d:alice:bob";

    /** When alice's phone sent it. */
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static final ReplyTo SLOT_5 = ReplyTo.newBuilder()
            .setSlot(5)
            .setBootId("boot")
            .setCorrelationId(9)
            .build();

    private Records() {}

    static Command command() {
        return Command.newBuilder()
                .setConversationId(CONVERSATION)
                .setActor(alice())
                .setReplyTo(SLOT_5)
                .setReceivedMs(NOON.toEpochMilli())
                .setSendMessage(SendMessage.newBuilder()
                        .setClientMessageId("m-1")
                        .setContent(Content.newBuilder().setText("secret words")))
                .build();
    }

    static Event sent() {
        return event(10, 6)
                .setSeq(4)
                .setCseq(4)
                .setActor(alice())
                .setMessageSent(MessageSent.newBuilder()
                        .setClientMessageId("m-1")
                        .setCountable(true)
                        .setContent(Content.newBuilder().setText("secret words")))
                .build();
    }

    static Reply reply() {
        return Reply.newBuilder()
                .setReplyTo(SLOT_5)
                .setConversationId(CONVERSATION)
                .setAccepted(Accepted.newBuilder().setSeq(4).setRevision(10))
                .build();
    }

    static DeliveryRecord delivery() {
        return DeliveryRecord.newBuilder()
                .setBootId("boot")
                .addSessionIds("session-of-bob")
                .addSessionIds("session-of-nobody")
                .setConversationId(CONVERSATION)
                .setSeq(4)
                .build();
    }

    static SessionRecord session() {
        return SessionRecord.newBuilder()
                .setUserId("bob")
                .setDeviceId("tablet")
                .setSessionId("session-of-bob")
                .build();
    }

    static Event delivered(long revision, String device, long seq) {
        return event(revision, 80)
                .setActor(bob(device))
                .setDeliveredMoved(DeliveredMoved.newBuilder().setSeq(seq).setForeground(true))
                .build();
    }

    static Event read(long revision, long seq) {
        return event(revision, 900)
                .setActor(bob("tablet"))
                .setReadMoved(ReadMoved.newBuilder().setSeq(seq))
                .build();
    }

    static Event recalled(long revision) {
        return event(revision, 5_000)
                .setSeq(5)
                .setActor(alice())
                .setMessageRecalled(MessageRecalled.newBuilder().setTargetSeq(4))
                .build();
    }

    static Event edited(long revision, long seq) {
        return event(revision, 2_000)
                .setSeq(seq)
                .setActor(alice())
                .setMessageEdited(MessageEdited.newBuilder().setTargetSeq(4).setClientMessageId("e-" + seq))
                .build();
    }

    static Event reacted(long revision, String emoji) {
        return event(revision, 2_500)
                .setSeq(revision)
                .setActor(bob("phone"))
                .setReactionChanged(ReactionChanged.newBuilder()
                        .setTargetSeq(4)
                        .setEmoji(emoji)
                        .setPresent(true))
                .build();
    }

    static PushDecision deferred() {
        return PushDecision.newBuilder()
                .setDecisionId("decision")
                .setUserId("bob")
                .setDeviceId("phone")
                .setConversationId(CONVERSATION)
                .setSeq(4)
                .setOutcome(PushOutcome.PUSH_OUTCOME_DEFERRED)
                .setReason(PushReason.PUSH_REASON_AWAITING_CONFIRMATION)
                .setTimeMs(NOON.plusMillis(30).toEpochMilli())
                .build();
    }

    static <T> Entry<T> entry(String topic, long offset, long afterMs, T value) {
        return new Entry<>(topic, 3, offset, NOON.plusMillis(afterMs), Map.of(), value);
    }

    static Entry<Event> logged(Event event) {
        return new Entry<>(
                Topics.EVENTS, 3, event.getRevision() + 100, Instant.ofEpochMilli(event.getTimeMs()), Map.of(), event);
    }

    private static Event.Builder event(long revision, long afterMs) {
        return Event.newBuilder()
                .setConversationId(CONVERSATION)
                .setRevision(revision)
                .setHeadSeq(4)
                .setTimeMs(NOON.plusMillis(afterMs).toEpochMilli());
    }

    private static Actor alice() {
        return Actor.newBuilder()
                .setUserId("alice")
                .setDeviceId("phone")
                .setSessionId("session-of-alice")
                .build();
    }

    private static Actor bob(String device) {
        return Actor.newBuilder().setUserId("bob").setDeviceId(device).build();
    }
}
