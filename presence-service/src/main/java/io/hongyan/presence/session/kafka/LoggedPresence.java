package io.hongyan.presence.session.kafka;

import io.hongyan.eventlog.DeadLetters;
import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.Topics;
import io.hongyan.presence.memory.MemoryLoss;
import io.hongyan.presence.session.Merging;
import io.hongyan.presence.session.Presence;
import io.hongyan.presence.session.Sanity;
import io.hongyan.presence.session.SessionConfig;
import io.hongyan.presence.session.redis.LifeStore;
import io.hongyan.presence.session.redis.LifeStore.Noted;
import io.hongyan.presence.session.redis.UserStore;
import io.hongyan.presence.slot.Life;
import io.hongyan.presence.slot.redis.LeaseStore;
import io.hongyan.proto.presence.v1.PresenceRecord;
import io.hongyan.proto.presence.v1.PresenceState;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Restores what was said of users out of {@link Topics#PRESENCE}, which is compacted and so has the last word on everyone.
 * Users who were online then stay so for one lease; whose session has not been announced again by the end of it goes
 * offline.
 */
@ApplicationScoped
class LoggedPresence implements MemoryLoss {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> kafka;
    private final DeadLetters deadLetters;
    private final UserStore users;
    private final LifeStore lives;
    private final LeaseStore leases;
    private final int usersAtOnce;

    LoggedPresence(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            DeadLetters deadLetters,
            UserStore users,
            LifeStore lives,
            LeaseStore leases,
            SessionConfig config) {
        this.kafka = kafka;
        this.deadLetters = deadLetters;
        this.users = users;
        this.lives = lives;
        this.leases = leases;
        this.usersAtOnce = config.usersAtOnce();
    }

    @Override
    public CompletionStage<Void> restore(String epoch) {
        Life remembered = new Life(Life.REMEMBERED, epoch);
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool()) // reads the topic to its end, and waits
                .invoke(() -> readAll(remembered))
                .chain(() -> leases.remember(remembered))
                .subscribeAsCompletionStage();
    }

    private void readAll(Life remembered) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put("enable.auto.commit", false);
        config.put("isolation.level", "read_committed");
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.PRESENCE).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                var batch = DecodedBatch.of(consumer.poll(POLL), PresenceRecord.parser(), LoggedPresence::objection);
                deadLetters.send(batch.poison()).await().indefinitely();
                restore(remembered, batch.values()).await().indefinitely();
            }
        }
    }

    private Uni<Void> restore(Life remembered, List<PresenceRecord> records) {
        Map<String, PresenceRecord> latest = new HashMap<>();
        records.forEach(record -> latest.put(record.getUserId(), record));
        List<Noted> connected = latest.values().stream()
                .filter(record -> record.getState() != PresenceState.PRESENCE_STATE_OFFLINE)
                .map(record -> new Noted(record.getUserId(), ""))
                .toList();
        Uni<Void> noted = connected.isEmpty() ? Uni.createFrom().voidItem() : lives.note(remembered, connected);
        return noted.chain(() -> Multi.createFrom()
                .iterable(latest.values())
                .onItem()
                .transformToUni(this::restore)
                .merge(usersAtOnce)
                .collect()
                .last()
                .replaceWithVoid());
    }

    private Uni<Void> restore(PresenceRecord record) {
        var logged = new Presence(record.getState(), record.getLastSeenMs(), record.getVersion());
        return users.read(record.getUserId()).chain(stored -> {
            var next = Merging.restore(stored.user(), logged);
            return next.equals(stored.user())
                    ? Uni.createFrom().voidItem()
                    : users.replace(record.getUserId(), stored, next)
                            .chain(written ->
                                    written.isPresent() ? Uni.createFrom().voidItem() : restore(record));
        });
    }

    private static @Nullable String objection(@Nullable String key, PresenceRecord record) {
        if (!record.getUserId().equals(key) || !Sanity.isUserId(record.getUserId())) {
            return "The key is not the user's id.";
        }
        return switch (record.getState()) {
            case PRESENCE_STATE_OFFLINE, PRESENCE_STATE_AWAY, PRESENCE_STATE_ONLINE -> null;
            case PRESENCE_STATE_UNSPECIFIED, UNRECOGNIZED -> "state must be offline, away or online.";
        };
    }
}
