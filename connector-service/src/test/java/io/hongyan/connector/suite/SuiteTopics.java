package io.hongyan.connector.suite;

import io.hongyan.embedded.KafkaTopic;
import io.hongyan.eventlog.Topics;
import io.hongyan.testkit.KafkaTestResource;
import java.util.List;

/** The shared Kafka with the suite's own topics. */
public class SuiteTopics extends KafkaTestResource {

    @Override
    protected List<KafkaTopic> topics() {
        return Topics.all().stream()
                .map(topic -> new KafkaTopic(topic.name(), topic.partitions(), topic.config()))
                .toList();
    }
}
