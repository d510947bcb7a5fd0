package io.hongyan.presence.session.kafka;

import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.Topics;
import io.hongyan.presence.session.Presence;
import io.hongyan.proto.presence.v1.PresenceRecord;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jspecify.annotations.Nullable;

/** Writes transitions to {@link Topics#PRESENCE}. */
@ApplicationScoped
class PresenceTopic {

    private static final String SOURCE = "/hongyan/presence";

    private final MutinyEmitter<ProducerRecord<String, byte[]>> emitter;
    private final MeterRegistry meters;

    PresenceTopic(
            @Channel("presence") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 4096)
                    MutinyEmitter<ProducerRecord<String, byte[]>> emitter,
            MeterRegistry meters) {
        this.emitter = emitter;
        this.meters = meters;
    }

    /** Completes when Kafka has it. */
    Uni<Void> publish(String userId, Presence presence, @Nullable String traceparent) {
        return emitter.send(record(userId, presence, traceparent))
                .invoke(() -> meters.counter("hongyan.presence.transitions", "state", word(presence))
                        .increment());
    }

    static ProducerRecord<String, byte[]> record(String userId, Presence presence, @Nullable String traceparent) {
        byte[] value = toRecord(userId, presence).toByteArray();
        var record = new ProducerRecord<>(Topics.PRESENCE, userId, value);
        new CloudEvents(
                        userId + "/" + presence.version(),
                        PresenceRecord.getDescriptor().getFullName(),
                        SOURCE,
                        Instant.ofEpochMilli(presence.lastSeenMs()),
                        traceparent)
                .writeTo(record.headers());
        return record;
    }

    private static PresenceRecord toRecord(String userId, Presence presence) {
        return PresenceRecord.newBuilder()
                .setUserId(userId)
                .setState(presence.state())
                .setLastSeenMs(presence.lastSeenMs())
                .setVersion(presence.version())
                .build();
    }

    private static String word(Presence presence) {
        return presence.state().name().replace("PRESENCE_STATE_", "").toLowerCase(Locale.ROOT);
    }
}
