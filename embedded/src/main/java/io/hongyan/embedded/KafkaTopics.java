package io.hongyan.embedded;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;

/** Makes and removes topics on one broker. */
public final class KafkaTopics {

    private static final int DELETION_ATTEMPTS_MAX = 100;

    private KafkaTopics() {}

    /**
     * Makes the topics that are missing. One that exists is left as it is, data and all.
     *
     * @throws EmbeddedServerException if a topic exists with another number of partitions: keys would move
     */
    public static void create(String bootstrapServers, Collection<KafkaTopic> topics) {
        create(Map.of("bootstrap.servers", bootstrapServers), topics);
    }

    /**
     * The same at a broker to which one has to prove who one is.
     *
     * @param broker how clients connect to it, {@code bootstrap.servers} included
     */
    public static void create(Map<String, String> broker, Collection<KafkaTopic> topics) {
        try (Admin admin = connect(broker)) {
            var existing = admin.listTopics().names().get();
            List<NewTopic> missing = topics.stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .map(topic -> new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                            .configs(topic.config()))
                    .toList();
            admin.createTopics(missing).all().get();
            List<KafkaTopic> found = topics.stream()
                    .filter(topic -> existing.contains(topic.name()))
                    .toList();
            Map<String, TopicDescription> described = admin.describeTopics(
                            found.stream().map(KafkaTopic::name).toList())
                    .allTopicNames()
                    .get();
            found.forEach(topic -> requireSamePartitions(topic, Objects.requireNonNull(described.get(topic.name()))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("Interrupted while making topics.", e);
        } catch (ExecutionException e) {
            throw new EmbeddedServerException(
                    "Kafka at %s did not make the topics: %s".formatted(broker.get("bootstrap.servers"), e.getCause()),
                    e);
        }
    }

    /** Removes every topic and consumer group but Kafka's own, and returns when they are gone. For tests. */
    public static void removeAll(String bootstrapServers) {
        try (Admin admin = connect(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.deleteTopics(admin.listTopics().names().get()).all().get();
            var groups = admin.listGroups().all().get().stream()
                    .map(GroupListing::groupId)
                    .collect(Collectors.toSet());
            var deletions = admin.deleteConsumerGroups(groups).deletedGroups();
            for (var deletion : deletions.values()) {
                // A group whose last member has not yet been missed cannot go; its topics are gone, so it is harmless.
                deletion.toCompletionStage()
                        .toCompletableFuture()
                        .exceptionally(failure -> null)
                        .join();
            }
            for (int attempt = 1; !admin.listTopics().names().get().isEmpty(); attempt++) {
                if (attempt == DELETION_ATTEMPTS_MAX) {
                    throw new EmbeddedServerException("Topics do not go away: "
                            + admin.listTopics().names().get());
                }
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("Interrupted while removing topics.", e);
        } catch (ExecutionException e) {
            throw new EmbeddedServerException(
                    "Kafka at %s did not remove its topics: %s".formatted(bootstrapServers, e.getCause()), e);
        }
    }

    private static Admin connect(Map<String, String> broker) {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put("client.id", "hongyan-topics");
        return Admin.create(settings);
    }

    private static void requireSamePartitions(KafkaTopic wanted, TopicDescription found) {
        int partitions = found.partitions().size();
        if (partitions != wanted.partitions()) {
            throw new EmbeddedServerException(
                    ("Topic %s has %d partitions on this broker, but %d are wanted. Changing them would move keys to"
                                    + " other partitions: start from empty data, or configure %d.")
                            .formatted(wanted.name(), partitions, wanted.partitions(), partitions));
        }
    }
}
