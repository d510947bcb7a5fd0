package io.hongyan.connector.delivery.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.hongyan.connector.suite.RecordingSession;
import io.hongyan.connector.suite.WithSuite;
import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.TypingSignal;
import io.hongyan.proto.deliveries.v1.DeliveryRecord;
import io.hongyan.proto.error.v1.ErrorCode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeliveriesIT extends WithSuite {

    @Test
    void frameGoesToItsSessionsOnly() {
        RecordingSession ann = online("ann", "phone");
        RecordingSession bob = online("bob", "phone");
        RecordingSession eve = online("eve", "phone");

        deliver(record(typing("cat"), ann, bob).addSessionIds("gone").build());

        await().until(() -> !bob.delivered().isEmpty());
        assertThat(ann.delivered()).containsExactly(typing("cat"));
        assertThat(bob.delivered()).containsExactly(typing("cat"));
        assertThat(eve.delivered()).isEmpty();
    }

    @Test
    void deliveryToAnotherLifeIsIgnored() {
        RecordingSession ann = online("ann", "phone");

        deliver(record(typing("old"), ann).setBootId("another").build());
        deliver(record(typing("new"), ann).build());

        await().until(() -> !ann.delivered().isEmpty());
        assertThat(ann.delivered()).containsExactly(typing("new"));
    }

    @Test
    void errorThatClosesClosesTheSession() {
        RecordingSession ann = online("ann", "phone");
        var replaced = Error.newBuilder()
                .setCode(ErrorCode.ERROR_CODE_SESSION_REPLACED)
                .setCloses(true)
                .build();

        deliver(record(ServerFrame.newBuilder().setError(replaced).build(), ann).build());

        await().until(() -> !ann.closed().isEmpty());
        assertThat(ann.closed()).containsExactly(replaced);
        assertThat(ann.delivered()).isEmpty();
    }

    @Test
    void poisonAmongTheDeliveriesIsADeadLetterAndStopsNothing() {
        RecordingSession ann = online("ann", "phone");
        int before = log.raw(Topics.deadLetters(Topics.DELIVERIES)).size();

        log.write(Topics.DELIVERIES, slot().number(), null, new byte[] {-1, -1, -1});
        deliver(DeliveryRecord.getDefaultInstance());
        deliver(record(typing("cat"), ann)
                .setFrame(ByteString.copyFromUtf8("no frame"))
                .build());
        deliver(record(typing("cat"), ann).build());

        await().until(() -> !ann.delivered().isEmpty());
        assertThat(ann.delivered()).containsExactly(typing("cat"));
        await().until(() -> log.raw(Topics.deadLetters(Topics.DELIVERIES)).size() == before + 3);
        assertThat(log.raw(Topics.deadLetters(Topics.DELIVERIES)))
                .extracting(letter -> CloudEvents.text(letter.headers(), "hongyan-error-code"))
                .endsWith("UNDECODABLE", "INVALID", "INVALID");
    }

    private void deliver(DeliveryRecord record) {
        log.write(Topics.DELIVERIES, slot().number(), null, record);
    }

    private DeliveryRecord.Builder record(ServerFrame frame, RecordingSession... to) {
        var record = DeliveryRecord.newBuilder().setBootId(slot().bootId()).setFrame(frame.toByteString());
        for (RecordingSession session : to) {
            record.addSessionIds(session.identity().sessionId());
        }
        return record;
    }

    private static ServerFrame typing(String userId) {
        return ServerFrame.newBuilder()
                .setTyping(TypingSignal.newBuilder().setUserId(userId).setTyping(true))
                .build();
    }
}
