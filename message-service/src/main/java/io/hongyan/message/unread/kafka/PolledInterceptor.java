package io.hongyan.message.unread.kafka;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Sees every poll, those too that bring only transaction marks. Made by Kafka; finds its listener in the configuration. */
public final class PolledInterceptor implements ConsumerInterceptor<String, byte[]> {

    static final String LISTENER = "hongyan.polled.partitions";

    private @Nullable PolledPartitions listener;

    @Override
    public void configure(Map<String, ?> configuration) {
        listener = (PolledPartitions) configuration.get(LISTENER);
    }

    @Override
    public ConsumerRecords<String, byte[]> onConsume(ConsumerRecords<String, byte[]> records) {
        requireNonNull(listener).polled(records);
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // Positions are kept in PostgreSQL.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
