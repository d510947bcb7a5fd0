package io.hongyan.message.sequencer.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Kafka's clients as Kafka Streams would make them, but for a producer that says what its commits take. Each thread of Kafka
 * Streams has one producer, and so a {@link Pace} of its own.
 */
final class PacedClients implements KafkaClientSupplier {

    private final ThreadLocal<Pace> paces;
    private final SequencerMetrics metrics;

    PacedClients(SequencerConfig config, SequencerMetrics metrics) {
        this.paces = ThreadLocal.withInitial(() -> new Pace(config));
        this.metrics = metrics;
    }

    /** The pace of the thread that asks. */
    Pace pace() {
        return paces.get();
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new TimedProducer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Kafka Streams commits by writing what is left, then the position, then the end of the transaction. */
    private final class TimedProducer extends KafkaProducer<byte[], byte[]> {

        private long beganNanos;

        TimedProducer(Map<String, Object> config) {
            super(config, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public void flush() {
            beganNanos = System.nanoTime();
            super.flush();
        }

        @Override
        public void commitTransaction() {
            super.commitTransaction();
            var took = Duration.ofNanos(System.nanoTime() - beganNanos);
            pace().committed(took);
            metrics.committed(took);
        }
    }
}
