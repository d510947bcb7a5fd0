package io.hongyan.message.router.kafka;

import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.Topics;
import io.hongyan.message.router.Delivery;
import io.hongyan.message.router.health.Outages;
import io.hongyan.proto.deliveries.v1.DeliveryRecord;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jspecify.annotations.Nullable;

/** Writes records into the partitions of connectors. */
@ApplicationScoped
public class Deliveries {

    /** Waiting for the broker to confirm; the rest of a batch waits its turn here, in order. */
    private static final int ROUTED_AT_ONCE_MAX = 256;

    /** Room for the router's and for as many signals again; signals beyond it are dropped. */
    private static final int BUFFER = 4 * ROUTED_AT_ONCE_MAX;

    private final MutinyEmitter<ProducerRecord<String, byte[]>> emitter;
    private final Outages outages;
    private final DistributionSummary fanOut;
    private final MeterRegistry meters;

    Deliveries(
            @Channel("deliveries") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = BUFFER)
                    MutinyEmitter<ProducerRecord<String, byte[]>> emitter,
            Outages outages,
            MeterRegistry meters) {
        this.emitter = emitter;
        this.outages = outages;
        this.meters = meters;
        this.fanOut = DistributionSummary.builder("hongyan.router.delivery.sessions")
                .description("Sessions in one record for one connector.")
                .register(meters);
    }

    /**
     * A delivery with the headers of its record.
     *
     * @param id unique, and the same when it is written again
     * @param time when what it tells happened
     */
    public record Addressed(
            Delivery delivery,
            String id,
            Instant time,
            @Nullable String traceparent) {}

    /** Writes them in order, again where the broker does not confirm; completes when it has confirmed all. */
    public Uni<Void> send(List<Addressed> deliveries) {
        return Multi.createFrom()
                .iterable(deliveries)
                .onItem()
                .transformToUni(delivery -> outages.persist("kafka", () -> sendOnce(delivery)))
                .merge(ROUTED_AT_ONCE_MAX)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Writes one, and fails if that fails. */
    public Uni<Void> sendOnce(Addressed addressed) {
        DeliveryRecord record = addressed.delivery().record();
        var headers = new RecordHeaders();
        new CloudEvents(
                        addressed.id(),
                        DeliveryRecord.getDescriptor().getFullName(),
                        "/hongyan/router",
                        addressed.time(),
                        addressed.traceparent())
                .writeTo(headers);
        fanOut.record(record.getSessionIdsCount());
        meters.counter("hongyan.router.deliveries", "ephemeral", Boolean.toString(record.getEphemeral()))
                .increment();
        return emitter.send(new ProducerRecord<String, byte[]>(
                Topics.DELIVERIES, addressed.delivery().slot(), null, null, record.toByteArray(), headers));
    }
}
