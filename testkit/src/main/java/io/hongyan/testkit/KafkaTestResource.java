package io.hongyan.testkit;

import io.hongyan.embedded.KafkaTopic;
import io.hongyan.embedded.KafkaTopics;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Gives a Quarkus test the shared Kafka, emptied of all topics and groups, with the topics it names: {@code
 * @WithTestResource(value = KafkaTestResource.class, initArgs = @ResourceArg(name = "topics", value =
 * "hongyan.events.v1:4,hongyan.sessions.v1:2"))}. A subclass may name them by overriding {@link #topics()}.
 */
public class KafkaTestResource implements QuarkusTestResourceLifecycleManager {

    private List<KafkaTopic> named = List.of();

    @Override
    public void init(Map<String, String> arguments) {
        named = Stream.of(arguments.getOrDefault("topics", "").split(","))
                .filter(topic -> !topic.isBlank())
                .map(KafkaTestResource::parse)
                .toList();
    }

    /** The topics to start with. */
    protected List<KafkaTopic> topics() {
        return named;
    }

    @Override
    public final Map<String, String> start() {
        KafkaTopics.removeAll(TestServers.kafka());
        KafkaTopics.create(TestServers.kafka(), topics());
        var config = new HashMap<String, String>();
        config.put("kafka.bootstrap.servers", TestServers.kafka());
        config.put("quarkus.grpc.server.test-port", Integer.toString(TestServers.nextGrpcPort()));
        config.put("quarkus.log.category.\"org.apache.kafka\".level", "WARN");
        return config;
    }

    @Override
    public final void stop() {
        // The broker is shared, and ends with the JVM.
    }

    private static KafkaTopic parse(String topic) {
        String[] parts = topic.strip().split(":", 2);
        return KafkaTopic.of(parts[0], parts.length == 1 ? 1 : Integer.parseInt(parts[1]));
    }
}
