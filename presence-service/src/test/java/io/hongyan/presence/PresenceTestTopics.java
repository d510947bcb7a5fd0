package io.hongyan.presence;

import io.hongyan.embedded.KafkaTopic;
import io.hongyan.eventlog.Topics;
import io.hongyan.testkit.KafkaTestResource;
import java.util.List;

/** Kafka with the topics that presence reads and writes. */
public class PresenceTestTopics extends KafkaTestResource {

    @Override
    protected List<KafkaTopic> topics() {
        return Topics.all().stream()
                .map(topic -> new KafkaTopic(topic.name(), topic.partitions(), topic.config()))
                .toList();
    }
}
