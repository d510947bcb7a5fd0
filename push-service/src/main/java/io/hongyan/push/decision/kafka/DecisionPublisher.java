package io.hongyan.push.decision.kafka;

import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.push.v1.PushDecision;
import io.hongyan.push.decision.Names;
import io.hongyan.push.decision.postgres.Outbox;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Takes decisions from the outbox to {@code hongyan.push-decisions.v1}, at least once and in the order they were made. */
@ApplicationScoped
public class DecisionPublisher {

    private static final int AT_ONCE = 200;
    private static final int IN_FLIGHT_MAX = 64; // below the emitter's buffer, so that it never overflows

    private final Outbox outbox;
    private final MutinyEmitter<ProducerRecord<String, byte[]>> emitter;
    private final Counter published;

    DecisionPublisher(
            Outbox outbox,
            @Channel("push-decisions") MutinyEmitter<ProducerRecord<String, byte[]>> emitter,
            MeterRegistry meters) {
        this.outbox = outbox;
        this.emitter = emitter;
        this.published = meters.counter("hongyan.push.decisions.published");
    }

    /** Publishes what there is; fails, and keeps what is left, if Kafka or the database does not take part. */
    public Uni<Void> publish() {
        return outbox.publish(AT_ONCE, this::send)
                .chain(count -> count < AT_ONCE ? Uni.createFrom().voidItem() : publish());
    }

    private Uni<Void> send(List<Outbox.Entry> entries) {
        return Multi.createFrom()
                .iterable(entries)
                .onItem()
                .transformToUni(entry -> emitter.send(toRecord(entry)).invoke(() -> published.increment()))
                .merge(IN_FLIGHT_MAX)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** The id is that of the decision with its outcome: a deferral and what follows it are two records. */
    static ProducerRecord<String, byte[]> toRecord(Outbox.Entry entry) {
        PushDecision decision = entry.decision();
        String outcome = Names.of(decision.getOutcome()).toLowerCase(Locale.ROOT);
        var record = new ProducerRecord<>(Topics.PUSH_DECISIONS, entry.userId(), decision.toByteArray());
        new CloudEvents(
                        decision.getDecisionId() + "/" + outcome,
                        PushDecision.getDescriptor().getFullName(),
                        "/hongyan/push",
                        Instant.ofEpochMilli(decision.getTimeMs()),
                        entry.traceparent())
                .writeTo(record.headers());
        return record;
    }
}
