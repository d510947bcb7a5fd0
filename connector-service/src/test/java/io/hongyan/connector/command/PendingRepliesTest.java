package io.hongyan.connector.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongyan.proto.commands.v1.Reply;
import io.hongyan.proto.commands.v1.ReplyTo;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class PendingRepliesTest {

    @Test
    void replyCompletesWhatAwaitsItOnce() {
        var pending = new PendingReplies(2);
        var first = pending.open(0).orElseThrow();
        var second = pending.open(0).orElseThrow();

        assertThat(pending.complete(reply(first.correlationId()))).isTrue();
        assertThat(pending.complete(reply(first.correlationId()))).isFalse();

        assertThat(first.reply()).isCompletedWithValue(reply(first.correlationId()));
        assertThat(second.reply()).isNotDone();
    }

    @Test
    void fullTakesNoMoreUntilOneIsClosed() {
        var pending = new PendingReplies(1);
        var first = pending.open(0).orElseThrow();

        assertThat(pending.open(0)).isEmpty();
        pending.close(first);
        pending.close(first);

        assertThat(pending.size()).isZero();
        assertThat(pending.open(0)).isPresent();
        assertThat(pending.complete(reply(first.correlationId()))).isFalse();
    }

    @Test
    void whatIsAwaitedForTooLongFails() {
        var pending = new PendingReplies(3);
        var early = pending.open(100).orElseThrow();
        var late = pending.open(101).orElseThrow();
        var answered = pending.open(100).orElseThrow();
        pending.complete(reply(answered.correlationId()));

        pending.expire(1_100, Duration.ofNanos(1_000));

        assertThat(early.reply()).isCompletedExceptionally();
        assertThatThrownBy(early.reply()::join).hasCauseInstanceOf(TimeoutException.class);
        assertThat(late.reply()).isNotDone();
        assertThat(answered.reply()).isCompletedWithValue(reply(answered.correlationId()));
        assertThat(pending.size()).isEqualTo(3); // until whoever opened them closes them
    }

    private static Reply reply(long correlationId) {
        return Reply.newBuilder()
                .setReplyTo(ReplyTo.newBuilder().setCorrelationId(correlationId))
                .build();
    }
}
