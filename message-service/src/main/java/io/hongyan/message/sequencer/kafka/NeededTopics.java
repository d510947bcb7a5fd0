package io.hongyan.message.sequencer.kafka;

import io.hongyan.eventlog.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;

/** Looks whether Kafka is there and has the topics that the sequencer reads and writes. Makes none. */
final class NeededTopics {

    private static final List<String> NAMES =
            List.of(Topics.COMMANDS, Topics.EVENTS, Topics.REPLIES, Topics.deadLetters(Topics.COMMANDS));
    private static final int PATIENCE_MS = (int) Duration.ofSeconds(5).toMillis();

    private NeededTopics() {}

    /** What a look at Kafka finds. */
    sealed interface Found {

        /** All that is needed, in the cluster with this id. */
        record All(String cluster) implements Found {}

        /** Not all of it, and why. */
        record Missing(String reason) implements Found {}
    }

    /** Looks, and waits a few seconds at most. */
    static Found look(Map<String, Object> broker) throws InterruptedException {
        var settings = new HashMap<>(broker);
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "hongyan-sequencer-start");
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        try (Admin admin = Admin.create(settings)) {
            Map<String, TopicDescription> topics =
                    admin.describeTopics(NAMES).allTopicNames().get();
            int commands = partitions(topics, Topics.COMMANDS);
            int events = partitions(topics, Topics.EVENTS);
            return commands == events
                    ? new Found.All(admin.describeCluster().clusterId().get())
                    : new Found.Missing("%s has %d partitions and %s has %d, but events go where their commands are."
                            .formatted(Topics.COMMANDS, commands, Topics.EVENTS, events));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new Found.Missing("Kafka does not have the topics yet, or does not answer: " + cause.getMessage());
        } catch (RuntimeException e) {
            return new Found.Missing("Kafka cannot be reached: " + e.getMessage());
        }
    }

    private static int partitions(Map<String, TopicDescription> topics, String name) {
        TopicDescription topic = topics.get(name);
        return topic == null ? 0 : topic.partitions().size();
    }
}
