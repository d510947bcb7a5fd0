package io.hongyan.eventlog;

import java.util.Map;

/**
 * How a topic is to be created.
 *
 * @param name the topic
 * @param partitions how many partitions it begins with, at least 1
 * @param config the topic's settings that differ from the broker's, by Kafka's own names
 */
public record TopicSpec(String name, int partitions, Map<String, String> config) {

    public TopicSpec {
        if (partitions < 1) {
            throw new IllegalArgumentException("topic " + name + " needs a partition, got " + partitions);
        }
        config = Map.copyOf(config);
    }
}
