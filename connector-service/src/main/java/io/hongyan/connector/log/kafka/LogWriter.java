package io.hongyan.connector.log.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jspecify.annotations.Nullable;

/**
 * The connector's one producer, for commands, sessions and deliveries alike: one connection, one thread, one buffer. The
 * channel is called {@code log}. At most {@value #UNSENT_MAX} records wait to be taken by Kafka; more fail at once.
 */
@ApplicationScoped
public class LogWriter {

    /** How many records may wait. */
    static final int UNSENT_MAX = 8192;

    private static final Duration REMEMBERED = Duration.ofSeconds(15);

    private final MutinyEmitter<ProducerRecord<String, byte[]>> emitter;
    private final MeterRegistry meters;
    private final InstantSource clock = InstantSource.system();
    private volatile @Nullable Instant failed;

    LogWriter(
            @Channel("log") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = UNSENT_MAX)
                    MutinyEmitter<ProducerRecord<String, byte[]>> emitter,
            MeterRegistry meters) {
        this.emitter = emitter;
        this.meters = meters;
    }

    /** Writes a record once subscribed to; completes when all replicas in sync have it. Never blocks. */
    public Uni<Void> write(ProducerRecord<String, byte[]> record) {
        return emitter.send(record)
                .onItemOrFailure()
                .invoke((written, failure) -> failed = failure == null ? null : clock.instant())
                .onFailure()
                .invoke(failure -> meters.counter("hongyan.log.write.failures", "topic", record.topic())
                        .increment());
    }

    /** Whether the last write failed, and not long ago: without traffic there is no success to end it. */
    public boolean failing() {
        Instant last = failed;
        return last != null && clock.instant().isBefore(last.plus(REMEMBERED));
    }
}
