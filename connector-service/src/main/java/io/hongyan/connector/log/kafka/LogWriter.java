package io.hongyan.connector.log.kafka;

import io.hongyan.eventlog.LogProducer;
import io.hongyan.eventlog.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The connector's one producer, for commands, sessions and deliveries alike: one connection, one thread, one buffer. At most
 * {@value #UNSENT_BYTES_MAX} bytes wait to be taken by Kafka; more fail at once.
 */
@ApplicationScoped
public class LogWriter {

    /** How much may wait, in bytes. */
    static final long UNSENT_BYTES_MAX = 16 << 20;

    private static final LogProducer.Terms TERMS = new LogProducer.Terms(
            "hongyan-connector-log",
            Set.of(Topics.COMMANDS, Topics.SESSIONS, Topics.DELIVERIES),
            UNSENT_BYTES_MAX,
            Duration.ofSeconds(4)); // before the client's own patience ends, with a word that says what to do
    private static final Duration REMEMBERED = Duration.ofSeconds(15);

    private final Function<ProducerRecord<String, byte[]>, Uni<Void>> producer;
    private final BooleanSupplier ready;
    private final Runnable close;
    private final MeterRegistry meters;
    private final InstantSource clock = InstantSource.system();
    private volatile @Nullable Instant failed;

    @Inject
    LogWriter(@Identifier("default-kafka-broker") Map<String, Object> kafka, MeterRegistry meters) {
        this(new LogProducer(TERMS, kafka, meters), meters);
    }

    private LogWriter(LogProducer producer, MeterRegistry meters) {
        this(producer::write, producer::isReady, producer::close, meters);
    }

    /** One that writes otherwise. */
    LogWriter(
            Function<ProducerRecord<String, byte[]>, Uni<Void>> producer,
            BooleanSupplier ready,
            Runnable close,
            MeterRegistry meters) {
        this.producer = producer;
        this.ready = ready;
        this.close = close;
        this.meters = meters;
    }

    /**
     * Writes a record once subscribed to; completes when all replicas in sync have it, where it was subscribed to if that was on an
     * event loop. Never blocks.
     */
    public Uni<Void> write(ProducerRecord<String, byte[]> record) {
        return producer.apply(record)
                .onItemOrFailure()
                .invoke((_, failure) -> failed = failure == null ? null : clock.instant())
                .onFailure()
                .invoke(_ -> meters.counter("hongyan.log.write.failures", "topic", record.topic())
                        .increment());
    }

    @PreDestroy
    void close() {
        close.run();
    }

    /**
     * Whether the last write failed, and not long ago: without traffic there is no success to end it. And until Kafka has been
     * reached for the first time.
     */
    public boolean failing() {
        Instant last = failed;
        return !ready.getAsBoolean() || last != null && clock.instant().isBefore(last.plus(REMEMBERED));
    }
}
