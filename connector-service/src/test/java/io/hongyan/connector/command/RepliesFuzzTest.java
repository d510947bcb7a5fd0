package io.hongyan.connector.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.connector.frame.SharedFrame;
import io.hongyan.connector.session.SuiteException;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.commands.v1.Accepted;
import io.hongyan.proto.commands.v1.Refused;
import io.hongyan.proto.commands.v1.Reply;
import io.hongyan.proto.commands.v1.ReplyTo;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.testkit.fuzz.FuzzTarget;
import java.util.List;

/**
 * A record of {@code hongyan.replies.v1}: it is no Protobuf, or there is a fault with it, or the sender is told an Ack or an
 * error that each kind of socket can carry. Nothing else is thrown.
 */
class RepliesFuzzTest implements FuzzTarget {

    @Override
    public void check(byte[] input) throws Exception {
        Reply reply;
        try {
            reply = Reply.parseFrom(input);
        } catch (InvalidProtocolBufferException e) {
            return; // to the dead letters
        }
        if (Answers.fault(reply) != null) {
            return;
        }
        ServerFrame told;
        try {
            told = Answers.of(reply);
            assertThat(told.hasAck()).isTrue();
        } catch (SuiteException refused) {
            told = ServerFrame.newBuilder().setError(refused.error()).build();
        }
        SharedFrame frame = SharedFrame.of(told);
        assertThat(frame.frame()).isEqualTo(told);
        assertThat(frame.json()).isNotEmpty();
        assertThat(new PendingReplies(4).complete(reply)).isFalse();
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                reply().setAccepted(Accepted.newBuilder().setSeq(4).setTimeMs(5).setRevision(6))
                        .build()
                        .toByteArray(),
                reply().setRefused(Refused.newBuilder()
                                .setCode(ErrorCode.ERROR_CODE_NOT_A_MEMBER)
                                .setMessage("no"))
                        .build()
                        .toByteArray(),
                reply().setRefused(Refused.newBuilder().setCodeValue(999))
                        .build()
                        .toByteArray());
    }

    private static Reply.Builder reply() {
        return Reply.newBuilder()
                .setReplyTo(ReplyTo.newBuilder().setSlot(1).setBootId("b").setCorrelationId(3))
                .setConversationId("d:alice:bob");
    }
}
