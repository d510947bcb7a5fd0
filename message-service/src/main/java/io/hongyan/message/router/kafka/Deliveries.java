package io.hongyan.message.router.kafka;

import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.LogBatch;
import io.hongyan.eventlog.LogProducer;
import io.hongyan.eventlog.Topics;
import io.hongyan.message.router.Delivery;
import io.hongyan.message.router.health.Outages;
import io.hongyan.proto.deliveries.v1.DeliveryRecord;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Writes records into the partitions of connectors. */
@ApplicationScoped
public class Deliveries {

    /** When the buffer is full, a batch of events is tried again, which pauses its reading; a signal is dropped. */
    private static final LogProducer.Terms TERMS = new LogProducer.Terms(
            "hongyan-router-deliveries", Set.of(Topics.DELIVERIES), 32 << 20, Duration.ofSeconds(20));

    private final LogProducer producer;
    private final Outages outages;
    private final DistributionSummary fanOut;
    private final MeterRegistry meters;

    Deliveries(@Identifier("default-kafka-broker") Map<String, Object> kafka, Outages outages, MeterRegistry meters) {
        this.producer = new LogProducer(TERMS, kafka, meters);
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

    /** Writes them in order, again where the broker does not confirm; completes on a worker when it has confirmed all. */
    public Uni<Void> send(List<Addressed> deliveries) {
        LogBatch batch = producer.batch(deliveries.stream().map(this::record).toList());
        return outages.persist(Outages.Part.KAFKA, batch::write).emitOn(Infrastructure.getDefaultWorkerPool());
    }

    /** Writes one, and fails if that fails. */
    public Uni<Void> sendOnce(Addressed addressed) {
        return producer.write(record(addressed));
    }

    @PreDestroy
    void close() {
        producer.close();
    }

    private ProducerRecord<String, byte[]> record(Addressed addressed) {
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
        return new ProducerRecord<>(
                Topics.DELIVERIES, addressed.delivery().slot(), null, null, record.toByteArray(), headers);
    }
}
