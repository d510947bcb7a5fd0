package io.hongyan.message.sequencer.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** What Kafka Streams is told: exactly once, small transactions, bounded memory, and who we are across restarts. */
final class StreamsSettings {

    /** Names the consumer group, the changelogs and the transactions. It must never change. */
    static final String APPLICATION_ID = "hongyan-sequencer";

    private static final int HEARTBEATS_PER_SESSION = 3;
    private static final int POLLS_WITHIN_MS = 20_000;
    private static final int ASKS_AGAIN_AFTER_MS = 2_000;
    private static final int ASKS_FOR_MS = 8_000;

    /** More than a partition gets in one round, for all but the busiest. */
    private static final int BATCH_BYTES = 128 * 1024;

    /** The least that Kafka Streams allows. */
    private static final int PROBES_MS = 60_000;

    private StreamsSettings() {}

    /**
     * The settings.
     *
     * @param broker how to reach Kafka, security included
     */
    static Map<String, Object> of(SequencerConfig config, Map<String, Object> broker) {
        var settings = new HashMap<String, Object>();
        settings.putAll(broker);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDirectory().toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        // The processor asks for commits, see Round; this is for what nobody asks about, such as standby copies.
        long beyondRounds = Pace.longest(config).multipliedBy(2).toMillis();
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, beyondRounds);
        settings.put(StreamsConfig.POLL_MS_CONFIG, config.pollInterval().toMillis());
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, config.replicationFactor());
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbyReplicas());
        // A process that was killed catches up as a standby, and gets its share back with the next probe, not in ten
        // minutes.
        settings.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, PROBES_MS);
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedStores.class);
        settings.put(BoundedStores.MEMORY_BYTES, config.storeMemoryBytes());
        // Commits flush, so waiting for company costs no time: all of a transaction goes in one request per broker.
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), beyondRounds);
        // What is full leaves earlier, perhaps before the last transaction's end is written everywhere. The broker then
        // holds
        // it back, finds what follows out of order, and has it sent again after a tenth of a second.
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        // Hundreds of MBeans that nobody reads: what matters is measured by SequencerMetrics.
        settings.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
        settings.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        long session = config.sessionTimeout().toMillis();
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), (int) session);
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                (int) session / HEARTBEATS_PER_SESSION);
        // Who asks to join the group waits that long for the answer: one that is lost on the way must not cost minutes.
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG), POLLS_WITHIN_MS);
        // Whoever leads the group asks the broker about topics before it gives anybody work, and all wait for that.
        settings.put(StreamsConfig.adminClientPrefix(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG), ASKS_AGAIN_AFTER_MS);
        settings.put(StreamsConfig.adminClientPrefix(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG), ASKS_FOR_MS);
        // What a dead instance had begun hides from readers all that comes after it, until the broker gives it up.
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), (int) session);
        // Known to the group by name, a process that was killed gets its partitions back at once, not after the
        // session.
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                new LocalState(config.stateDirectory()).instanceId());
        return settings;
    }
}
