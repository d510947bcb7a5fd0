package io.hongyan.eventlog;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes records, and never blocks who asks, who may be on an event loop: what cannot be taken at once fails at once. For topics
 * that every message passes; a channel's emitter does more for each record than Kafka's client does, see docs/performance.md.
 * Results of a {@link #batch} come on the client's own thread. Safe for several threads.
 */
public final class LogProducer implements AutoCloseable {

    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(20).toNanos();

    /** How long the first records wait for Kafka to be found. */
    private static final Duration FOUND_WITHIN = Duration.ofSeconds(2);

    /** Kafka's client forgets where a topic is that nobody wrote to for so long, and would have to wait for it. */
    private static final Duration REMEMBERED = Duration.ofDays(3650);

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaClientMetrics metrics;
    private final CompletableFuture<Void> found = new CompletableFuture<>();
    private volatile boolean closed;

    /**
     * How it writes.
     *
     * @param name of the client, for Kafka's metrics and logs
     * @param topics all that it writes to: it is ready when it knows where they are, and until then records wait for a moment
     * @param bytesMax how much may wait to be taken by Kafka, in bytes; more fails
     * @param giveUpAfter how long a record is tried; what was not confirmed by then fails, and may be there all the same
     */
    public record Terms(String name, Set<String> topics, long bytesMax, Duration giveUpAfter) {}

    /**
     * Connects, as soon as Kafka is there.
     *
     * @param kafka how to reach it, security included
     */
    public LogProducer(Terms terms, Map<String, Object> kafka, MeterRegistry meters) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, terms.name());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, terms.bytesMax());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, REMEMBERED.toMillis());
        int giveUpMillis = Math.toIntExact(terms.giveUpAfter().toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, giveUpMillis);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, giveUpMillis / 2);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.metrics = new KafkaClientMetrics(producer);
        metrics.bindTo(meters);
        Thread.ofVirtual().name("find-topics-" + terms.name()).start(() -> find(terms.topics()));
    }

    /** Asking makes the client look for a topic; only once it was found, nothing has to wait for it. */
    private void find(Set<String> topics) {
        while (!closed && !topics.stream().allMatch(this::isKnown)) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        found.complete(null);
    }

    private boolean isKnown(String topic) {
        try {
            return !producer.partitionsFor(topic).isEmpty();
        } catch (TimeoutException notYet) {
            return false;
        } catch (KafkaException | IllegalStateException closing) {
            return closed;
        }
    }

    /** Whether it knows where all its topics are. */
    public boolean isReady() {
        return found.isDone();
    }

    /**
     * Writes a record once subscribed to; completes when all replicas in sync have it, where it was subscribed to if that was on an
     * event loop. Fails with a {@link KafkaException}.
     */
    public Uni<Void> write(ProducerRecord<String, byte[]> record) {
        return Uni.createFrom().deferred(() -> written(record).emitOn(CallerContext.here()));
    }

    private Uni<Void> written(ProducerRecord<String, byte[]> record) {
        Uni<Void> written = Uni.createFrom()
                .emitter(result -> send(record, (_, failure) -> {
                    if (failure == null) {
                        result.complete(null);
                    } else {
                        result.fail(failure);
                    }
                }));
        return onceReady(written);
    }

    /** Something that writes, at once if Kafka has been found, else when it is. */
    Uni<Void> onceReady(Uni<Void> write) {
        return Uni.createFrom().deferred(() -> isReady() ? write : untilReady().chain(() -> write));
    }

    private Uni<Void> untilReady() {
        return Uni.createFrom()
                .completionStage(found::copy)
                .ifNoItem()
                .after(FOUND_WITHIN)
                .failWith(() -> new TimeoutException("Kafka has not been found so far."));
    }

    /** Several records, to be written together. */
    public LogBatch batch(List<ProducerRecord<String, byte[]>> records) {
        return new LogBatch(this, records);
    }

    /** Calls back in any case, and only that way. */
    void send(ProducerRecord<String, byte[]> record, Callback callback) {
        try {
            producer.send(record, callback);
        } catch (KafkaException e) {
            callback.onCompletion(null, e);
        } catch (IllegalStateException closing) {
            callback.onCompletion(null, new KafkaException("The producer is closed.", closing));
        }
    }

    /** Gives what waits a moment to be taken. */
    @Override
    public void close() {
        closed = true;
        metrics.close();
        producer.close(Duration.ofSeconds(2));
    }
}
