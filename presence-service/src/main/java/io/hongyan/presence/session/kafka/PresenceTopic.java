package io.hongyan.presence.session.kafka;

import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.LogProducer;
import io.hongyan.eventlog.Topics;
import io.hongyan.presence.session.Presence;
import io.hongyan.proto.presence.v1.PresenceRecord;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes transitions to {@link Topics#PRESENCE}. */
@ApplicationScoped
class PresenceTopic {

    private static final String SOURCE = "/hongyan/presence";

    /** Who finds no room, or no broker for so long, tries again: see {@link UserUpdates#patiently}. */
    private static final LogProducer.Terms TERMS = new LogProducer.Terms(
            "hongyan-presence-transitions", Set.of(Topics.PRESENCE), 16 << 20, Duration.ofSeconds(20));

    private final LogProducer producer;
    private final MeterRegistry meters;

    PresenceTopic(@Identifier("default-kafka-broker") Map<String, Object> kafka, MeterRegistry meters) {
        this.producer = new LogProducer(TERMS, kafka, meters);
        this.meters = meters;
    }

    @PreDestroy
    void close() {
        producer.close();
    }

    /** Completes when Kafka has it. */
    Uni<Void> publish(String userId, Presence presence, @Nullable String traceparent) {
        return producer.write(record(userId, presence, traceparent))
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
