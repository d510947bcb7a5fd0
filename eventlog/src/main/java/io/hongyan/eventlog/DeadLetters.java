package io.hongyan.eventlog;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/**
 * Where consumers put what they cannot process: on the dead-letter topic, with the cause. A consumer waits for this
 * before its position moves, so that nothing is skipped silently. The channel is called {@code dead-letters}.
 */
@ApplicationScoped
public class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private static final Duration PAUSE_MIN = Duration.ofMillis(100);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

    private final MutinyEmitter<ProducerRecord<String, byte[]>> emitter;
    private final MeterRegistry meters;
    private final String consumer;

    DeadLetters(
            @Channel("dead-letters") MutinyEmitter<ProducerRecord<String, byte[]>> emitter,
            MeterRegistry meters,
            @ConfigProperty(name = "quarkus.application.name") String consumer) {
        this.emitter = emitter;
        this.meters = meters;
        this.consumer = consumer;
    }

    /**
     * Completes when Kafka has all of them, however long it is down. Fails if it does not take one, and then nothing may
     * move on.
     */
    public Uni<Void> send(List<Poison> poison) {
        // One after the other: there are few, and order makes them readable.
        return Multi.createFrom()
                .iterable(poison)
                .onItem()
                .transformToUniAndConcatenate(this::send)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> send(Poison poison) {
        LOG.warnf(
                "Dead letter: topic=%s partition=%d offset=%d code=%s cause=%s",
                poison.record().topic(),
                poison.record().partition(),
                poison.record().offset(),
                poison.code(),
                poison.message());
        meters.counter("hongyan.dead.letters", "topic", poison.record().topic(), "code", poison.code())
                .increment();
        return Uni.createFrom()
                .deferred(() -> emitter.send(poison.toDeadLetter(consumer)))
                .onFailure(Outage::is)
                .invoke(down -> LOG.warnf("A dead letter cannot be sent now, trying again: %s", down.getMessage()))
                .onFailure(Outage::is)
                .retry()
                .withBackOff(PAUSE_MIN, PAUSE_MAX)
                .indefinitely();
    }
}
