package io.hongyan.eventlog;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads pieces of a topic again, committed records only, without a consumer group: for checks that look at what was
 * consumed before. Waits, hence not for event loops; for one thread at a time.
 */
public final class RangeReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int POLL_RECORDS_MAX = 1000;

    private final KafkaConsumer<String, byte[]> consumer;
    private final String topic;

    /**
     * A reader of one topic.
     *
     * @param kafka how Kafka is reached; what is no setting of a consumer is left out
     * @param clientId how the broker's operators find it
     */
    public RangeReader(Map<String, Object> kafka, String topic, String clientId) {
        Map<String, Object> configuration = new HashMap<>(kafka);
        configuration.keySet().retainAll(ConsumerConfig.configNames());
        configuration.remove(ConsumerConfig.GROUP_ID_CONFIG);
        configuration.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        configuration.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        configuration.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        configuration.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS_MAX);
        this.consumer = new KafkaConsumer<>(configuration, new StringDeserializer(), new ByteArrayDeserializer());
        this.topic = topic;
    }

    /** The first offset that a partition still has. */
    public long beginning(int partition) {
        var only = new TopicPartition(topic, partition);
        consumer.assign(List.of(only)); // else the consumer warns of an answer about what is not its own
        return consumer.beginningOffsets(List.of(only)).getOrDefault(only, 0L);
    }

    /**
     * Reads on until an offset, a number of records or a time is reached, whichever comes first.
     *
     * @param to records from here on are not handed out
     * @param recordsMax a poll that began below it is handed out whole: at most 1,000 more
     * @param each gets what a poll brought, in the order of the log; never nothing
     * @return the offset from which to go on; {@code to} when all is read
     */
    public long read(
            int partition,
            long from,
            long to,
            int recordsMax,
            Duration timeMax,
            Consumer<ConsumerRecords<String, byte[]>> each) {
        var only = new TopicPartition(topic, partition);
        consumer.assign(List.of(only));
        consumer.seek(only, from);
        long begun = System.nanoTime();
        int records = 0;
        long next = from;
        while (next < to && records < recordsMax && System.nanoTime() - begun < timeMax.toNanos()) {
            List<ConsumerRecord<String, byte[]>> some = consumer.poll(POLL).records(only).stream()
                    .filter(record -> record.offset() < to)
                    .toList();
            if (!some.isEmpty()) {
                each.accept(new ConsumerRecords<>(Map.of(only, some), Map.of()));
            }
            records += some.size();
            next = Math.min(consumer.position(only), to); // beyond the marks of transactions too
        }
        return next;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
