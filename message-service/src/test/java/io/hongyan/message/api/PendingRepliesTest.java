package io.hongyan.message.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.commands.v1.Accepted;
import io.hongyan.proto.commands.v1.Refused;
import io.hongyan.proto.commands.v1.Reply;
import io.hongyan.proto.commands.v1.ReplyTo;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.messaging.v1.SendResponse;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PendingRepliesTest {

    private final PendingReplies pending = new PendingReplies(2);

    @Test
    void replyReachesWhoWaitsForIt() {
        var one = pending.open().orElseThrow();
        var other = pending.open().orElseThrow();

        boolean answered = pending.answer(reply(
                other,
                reply -> reply.setAccepted(
                        Accepted.newBuilder().setSeq(7).setTimeMs(1_000).setRepeated(true))));

        assertThat(answered).isTrue();
        assertThat(one.outcome()).isNotDone();
        assertThat(other.outcome())
                .isCompletedWithValue(new Outcome.Sent(SendResponse.newBuilder()
                        .setConversationId("d:a:b")
                        .setSeq(7)
                        .setTimeMs(1_000)
                        .setRepeated(true)
                        .build()));
    }

    @Test
    void refusalComesWithItsCodeAndSentence() {
        var ticket = pending.open().orElseThrow();

        pending.answer(reply(
                ticket,
                reply -> reply.setRefused(Refused.newBuilder()
                        .setCode(ErrorCode.ERROR_CODE_BLOCKED)
                        .setMessage("They do not talk."))));

        assertThat(ticket.outcome())
                .isCompletedWithValue(Outcome.failed(ErrorCode.ERROR_CODE_BLOCKED, "They do not talk."));
    }

    @Test
    void noMoreWaitThanAllowed() {
        pending.open();
        var second = pending.open().orElseThrow();

        assertThat(pending.open()).isEmpty();
        assertThat(pending.size()).isEqualTo(2);

        pending.close(second);
        assertThat(pending.open()).isPresent();
    }

    @Test
    void lateReplyAnswersNobody() {
        var ticket = pending.open().orElseThrow();
        pending.close(ticket);

        assertThat(pending.answer(reply(ticket, reply -> reply.setAccepted(Accepted.getDefaultInstance()))))
                .isFalse();
    }

    @Test
    void endOfALifeTellsThatTheOutcomeIsUnknown() {
        var ticket = pending.open().orElseThrow();

        pending.abandon();

        assertThat(pending.size()).isZero();
        assertThat(ticket.outcome().join())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo(ErrorCode.ERROR_CODE_TIMEOUT));
    }

    private static Reply reply(PendingReplies.Ticket ticket, Consumer<Reply.Builder> outcome) {
        var reply = Reply.newBuilder()
                .setConversationId("d:a:b")
                .setReplyTo(ReplyTo.newBuilder().setCorrelationId(ticket.correlationId()));
        outcome.accept(reply);
        return reply.build();
    }
}
