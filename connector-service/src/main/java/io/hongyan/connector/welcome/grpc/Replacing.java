package io.hongyan.connector.welcome.grpc;

import io.hongyan.connector.log.kafka.LogWriter;
import io.hongyan.connector.session.Errors;
import io.hongyan.connector.session.Identity;
import io.hongyan.connector.session.SessionRegistry;
import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.deliveries.v1.DeliveryRecord;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.presence.v1.Session;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Ends the older sessions of a device that has logged in again. Those here are closed; the others' connectors get a
 * delivery with the error, and close the session with it.
 */
@ApplicationScoped
class Replacing {

    private static final Error REPLACED =
            Errors.of(ErrorCode.ERROR_CODE_SESSION_REPLACED, "This device logged in again on another connection.");

    private final SessionRegistry sessions;
    private final LogWriter log;
    private final MeterRegistry meters;
    private final InstantSource clock = InstantSource.system();

    Replacing(SessionRegistry sessions, LogWriter log, MeterRegistry meters) {
        this.sessions = sessions;
        this.log = log;
        this.meters = meters;
    }

    /** Those of the user's located sessions that a login replaces and that live in another process. */
    static List<Session> elsewhere(Identity who, String bootId, List<Session> located) {
        return located.stream()
                .filter(session -> session.getDeviceId().equals(who.deviceId()))
                .filter(session -> !session.getSessionId().equals(who.sessionId()))
                .filter(session -> !session.getBootId().equals(bootId))
                .toList();
    }

    void here(List<String> sessionIds) {
        sessionIds.forEach(id -> sessions.find(id).ifPresent(session -> {
            count("here");
            session.close(REPLACED);
        }));
    }

    void elsewhere(List<Session> replaced) {
        replaced.forEach(session -> {
            count("elsewhere");
            // A failure is counted by the writer; the older session then ends by itself, or with the next login.
            log.write(delivery(session)).subscribe().with(_ -> {}, _ -> {});
        });
    }

    private ProducerRecord<String, byte[]> delivery(Session session) {
        var delivery = DeliveryRecord.newBuilder()
                .setBootId(session.getBootId())
                .addSessionIds(session.getSessionId())
                .setFrame(ServerFrame.newBuilder().setError(REPLACED).build().toByteString())
                .build();
        var record =
                new ProducerRecord<String, byte[]>(Topics.DELIVERIES, session.getSlot(), null, delivery.toByteArray());
        new CloudEvents(
                        session.getSessionId() + "/replaced",
                        delivery.getDescriptorForType().getFullName(),
                        "/hongyan/connector",
                        clock.instant(),
                        null)
                .writeTo(record.headers());
        return record;
    }

    private void count(String where) {
        meters.counter("hongyan.welcome.replaced", "where", where).increment();
    }
}
