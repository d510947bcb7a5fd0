package io.hongyan.connector.delivery.kafka;

import io.hongyan.connector.delivery.Deliveries;
import io.hongyan.connector.delivery.DeliveryListener;
import io.hongyan.connector.log.kafka.Tail;
import io.hongyan.connector.log.kafka.Tails;
import io.hongyan.connector.session.SessionRegistry;
import io.hongyan.connector.slot.Slot;
import io.hongyan.connector.slot.SlotUser;
import io.hongyan.eventlog.Logged;
import io.hongyan.eventlog.RecordSpan;
import io.hongyan.eventlog.Spans;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.deliveries.v1.DeliveryRecord;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Reads the deliveries to this slot, and passes on those that are for this life. */
@ApplicationScoped
public class DeliveriesReader implements SlotUser {

    private final Deliveries deliveries;
    private final Tails tails;
    private final Spans spans;
    private final Counter passed;
    private final Counter gone;
    private final Counter otherLife;
    private final AtomicReference<@Nullable Tail<DeliveryRecord>> tail = new AtomicReference<>();

    DeliveriesReader(
            SessionRegistry sessions,
            @All List<DeliveryListener> listeners,
            Tails tails,
            Spans spans,
            MeterRegistry meters) {
        this.deliveries = new Deliveries(sessions, listeners);
        this.tails = tails;
        this.spans = spans;
        this.passed = meters.counter("hongyan.delivery.frames", "outcome", "passed");
        this.gone = meters.counter("hongyan.delivery.frames", "outcome", "session_gone");
        this.otherLife = meters.counter("hongyan.delivery.records.ignored", "reason", "other_life");
    }

    /** Whether deliveries are read now. */
    public boolean working() {
        Tail<DeliveryRecord> current = tail.get();
        return current != null && current.working();
    }

    @Override
    public CompletionStage<Void> taken(Slot slot) {
        var source = new Tail.Source<>(
                "deliveries",
                Topics.DELIVERIES,
                OptionalInt.of(slot.number()),
                DeliveryRecord.parser(),
                (_, record) -> Deliveries.fault(record),
                Tail.From.END,
                Duration.ZERO);
        Tail<DeliveryRecord> opened = tails.follow(source, logged -> read(logged, slot));
        replace(opened);
        return opened.positioned();
    }

    @Override
    public void lost(Slot slot) {
        replace(null);
    }

    private void replace(@Nullable Tail<DeliveryRecord> opened) {
        Tail<DeliveryRecord> before = tail.getAndSet(opened);
        if (before != null) {
            before.close();
        }
    }

    private void read(Logged<DeliveryRecord> logged, Slot slot) {
        DeliveryRecord record = logged.value();
        if (!record.getBootId().equals(slot.bootId())) {
            otherLife.increment();
            return;
        }
        RecordSpan span = spans.reading("deliver", Topics.DELIVERIES, record.getConversationId(), logged.traceparent());
        span.seq(record.getSeq());
        try {
            Deliveries.Outcome outcome = deliveries.pass(record);
            passed.increment(outcome.passed());
            gone.increment(outcome.gone());
        } finally {
            span.end();
        }
    }
}
