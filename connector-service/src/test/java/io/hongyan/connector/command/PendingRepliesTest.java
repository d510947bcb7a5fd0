package io.hongyan.connector.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.commands.v1.Reply;
import io.hongyan.proto.commands.v1.ReplyTo;
import org.junit.jupiter.api.Test;

class PendingRepliesTest {

    @Test
    void replyCompletesWhatAwaitsItOnce() {
        var pending = new PendingReplies(2);
        var first = pending.open().orElseThrow();
        var second = pending.open().orElseThrow();

        assertThat(pending.complete(reply(first.correlationId()))).isTrue();
        assertThat(pending.complete(reply(first.correlationId()))).isFalse();

        assertThat(first.reply()).isCompletedWithValue(reply(first.correlationId()));
        assertThat(second.reply()).isNotDone();
    }

    @Test
    void fullTakesNoMoreUntilOneIsClosed() {
        var pending = new PendingReplies(1);
        var first = pending.open().orElseThrow();

        assertThat(pending.open()).isEmpty();
        pending.close(first);
        pending.close(first);

        assertThat(pending.size()).isZero();
        assertThat(pending.open()).isPresent();
        assertThat(pending.complete(reply(first.correlationId()))).isFalse();
    }

    private static Reply reply(long correlationId) {
        return Reply.newBuilder()
                .setReplyTo(ReplyTo.newBuilder().setCorrelationId(correlationId))
                .build();
    }
}
