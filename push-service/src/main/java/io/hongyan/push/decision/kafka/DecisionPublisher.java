package io.hongyan.push.decision.kafka;

import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.push.v1.PushDecision;
import io.hongyan.proto.push.v1.PushOutcome;
import io.hongyan.proto.push.v1.PushReason;
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

    static ProducerRecord<String, byte[]> toRecord(Outbox.Entry entry) {
        PushDecision decision = entry.decision();
        var record = new ProducerRecord<>(Topics.PUSH_DECISIONS, entry.userId(), decision.toByteArray());
        new CloudEvents(
                        id(decision),
                        PushDecision.getDescriptor().getFullName(),
                        "/hongyan/push",
                        Instant.ofEpochMilli(decision.getTimeMs()),
                        entry.traceparent())
                .writeTo(record.headers());
        return record;
    }

    /**
     * The decision's with its outcome: a deferral and what follows it are two records. There may be several deferrals, each for
     * another reason; the one that awaits a confirmation has its id from when there was no other.
     */
    private static String id(PushDecision decision) {
        String outcome = decision.getDecisionId() + "/" + Names.of(decision.getOutcome());
        boolean named = decision.getOutcome() == PushOutcome.PUSH_OUTCOME_DEFERRED
                && decision.getReason() != PushReason.PUSH_REASON_AWAITING_CONFIRMATION
                && decision.getReason() != PushReason.PUSH_REASON_ACTIVE_ELSEWHERE;
        return (named ? outcome + "/" + Names.of(decision.getReason()) : outcome).toLowerCase(Locale.ROOT);
    }
}
