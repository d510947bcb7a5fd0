package io.hongyan.connector.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.connector.frame.SharedFrame;
import io.hongyan.connector.session.Identity;
import io.hongyan.connector.session.LiveSession;
import io.hongyan.connector.session.SessionRegistry;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.Message;
import io.hongyan.proto.client.v1.Receipt;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.deliveries.v1.DeliveryRecord;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.sessions.v1.Platform;
import io.hongyan.testkit.fuzz.FuzzTarget;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/**
 * A record of {@code hongyan.deliveries.v1}: it is no Protobuf, or there is a fault with it, or it passes to the sessions
 * it names, and can be written to each in either form. Nothing is thrown.
 */
class DeliveriesFuzzTest implements FuzzTarget {

    private static final String HERE = "s1";

    private final SessionRegistry sessions = new SessionRegistry();
    private final Deliveries deliveries = new Deliveries(sessions, List.of());

    DeliveriesFuzzTest() {
        sessions.add(new WritingSession());
    }

    @Override
    public void check(byte[] input) {
        DeliveryRecord record;
        try {
            record = DeliveryRecord.parseFrom(input);
        } catch (InvalidProtocolBufferException e) {
            return; // to the dead letters
        }
        String fault = Deliveries.fault(record);
        if (fault != null) {
            assertThat(fault).isNotBlank();
            return;
        }

        Deliveries.Outcome outcome = deliveries.pass(record);

        assertThat(outcome.passed() + outcome.gone()).isEqualTo(record.getSessionIdsCount());
    }

    /** Encodes what it is given, as sockets of both kinds do. */
    private static final class WritingSession implements LiveSession {

        @Override
        public Identity identity() {
            return new Identity("alice", "phone", HERE, Platform.PLATFORM_WEB);
        }

        @Override
        public Instant tokenIssued() {
            return Instant.MIN;
        }

        @Override
        public boolean background() {
            return false;
        }

        @Override
        public void deliver(SharedFrame frame, boolean ephemeral) {
            try {
                assertThat(frame.delimited()).hasSizeGreaterThan(frame.bytes());
                assertThat(frame.json()).isNotEmpty();
            } catch (InvalidProtocolBufferException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close(Error why) {
            assertThat(why.getCloses()).isTrue();
        }

        @Override
        public void goAway(int reconnectAfterMillis) {
            throw new UnsupportedOperationException("nothing that is delivered asks to go away");
        }
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                record(ServerFrame.newBuilder()
                        .setEvent(ClientEvent.newBuilder()
                                .setConversationId("d:alice:bob")
                                .setSeq(4)
                                .setUserId("bob")
                                .setMessage(Message.newBuilder()
                                        .setContent(Content.newBuilder().setText("hi"))))),
                record(ServerFrame.newBuilder()
                        .setReceipt(Receipt.newBuilder()
                                .setConversationId("d:alice:bob")
                                .setReadSeq(4))),
                record(ServerFrame.newBuilder()
                        .setError(Error.newBuilder()
                                .setCode(ErrorCode.ERROR_CODE_SESSION_REPLACED)
                                .setCloses(true))));
    }

    private static byte[] record(ServerFrame.Builder frame) {
        return DeliveryRecord.newBuilder()
                .setBootId("b1")
                .addSessionIds(HERE)
                .addSessionIds("gone")
                .setFrame(ByteString.copyFrom(frame.build().toByteArray()))
                .build()
                .toByteArray();
    }
}
