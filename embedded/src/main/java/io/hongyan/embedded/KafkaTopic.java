package io.hongyan.embedded;

import java.util.Map;

/**
 * A topic to be made.
 *
 * @param name the full name, such as {@code hongyan.events.v1}
 * @param partitions at least 1
 * @param config topic settings by their Kafka names, such as {@code cleanup.policy}; may be empty
 */
public record KafkaTopic(String name, int partitions, Map<String, String> config) {

    /** Rejects what no broker would take. */
    public KafkaTopic {
        if (partitions < 1) {
            throw new IllegalArgumentException("Topic %s needs a partition, not %d.".formatted(name, partitions));
        }
        config = Map.copyOf(config);
    }

    /** A topic with the broker's default settings. */
    public static KafkaTopic of(String name, int partitions) {
        return new KafkaTopic(name, partitions, Map.of());
    }
}
