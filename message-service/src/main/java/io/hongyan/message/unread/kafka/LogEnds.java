package io.hongyan.message.unread.kafka;

import static java.util.stream.Collectors.toMap;

import io.hongyan.eventlog.Topics;
import io.hongyan.message.unread.Coalesced;
import io.hongyan.message.unread.UnreadConfig;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Where the log ends for those who read committed: before the first transaction that is still open. */
@ApplicationScoped
public class LogEnds {

    private final Map<String, Object> kafka;
    private final int timeoutMs;
    private final Coalesced<Map<Integer, Long>> ends = new Coalesced<>(this::ask);
    private @Nullable Admin admin;

    LogEnds(@Identifier("default-kafka-broker") Map<String, Object> kafka, UnreadConfig config) {
        this.kafka = kafka;
        timeoutMs = (int)
                Math.max(config.waitMax().toMillis(), Duration.ofSeconds(1).toMillis());
    }

    /** The next offset of each partition that is not empty, as of a moment after the call. */
    public Uni<Map<Integer, Long>> committed() {
        return Uni.createFrom().completionStage(ends::ask);
    }

    /** The partitions are asked for each time: they may have become more. */
    private CompletionStage<Map<Integer, Long>> ask() {
        return admin().describeTopics(List.of(Topics.EVENTS))
                .allTopicNames()
                .toCompletionStage()
                .thenCompose(topics -> ends(Objects.requireNonNull(topics.get(Topics.EVENTS))));
    }

    private CompletionStage<Map<Integer, Long>> ends(TopicDescription topic) {
        Map<TopicPartition, OffsetSpec> latest = topic.partitions().stream()
                .collect(toMap(it -> new TopicPartition(Topics.EVENTS, it.partition()), it -> OffsetSpec.latest()));
        return admin().listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .toCompletionStage()
                .thenApply(LogEnds::offsets);
    }

    private static Map<Integer, Long> offsets(Map<TopicPartition, ListOffsetsResultInfo> found) {
        Map<Integer, Long> offsets = new HashMap<>();
        found.forEach((partition, end) -> {
            if (end.offset() > 0) {
                offsets.put(partition.partition(), end.offset());
            }
        });
        return offsets;
    }

    private synchronized Admin admin() {
        if (admin == null) {
            Map<String, Object> configuration = new HashMap<>(kafka);
            configuration.keySet().retainAll(AdminClientConfig.configNames());
            configuration.put(AdminClientConfig.CLIENT_ID_CONFIG, "hongyan-unread-log-ends");
            configuration.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMs);
            configuration.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMs);
            admin = Admin.create(configuration);
        }
        return admin;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
