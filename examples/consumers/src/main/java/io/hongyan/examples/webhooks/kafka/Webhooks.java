package io.hongyan.examples.webhooks.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.examples.webhooks.Answer;
import io.hongyan.examples.webhooks.Lanes;
import io.hongyan.examples.webhooks.Notice;
import io.hongyan.examples.webhooks.http.Receiver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events to one receiver, at least once: a position moves only over what was taken or is a dead letter. One thread reads and
 * decides; requests are made by others. Argument: a file of {@link Settings}.
 */
public final class Webhooks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration COMMIT_EVERY = Duration.ofSeconds(1);
    private static final int RECORDS_MAX = 100;

    private record Answered(Lanes.Item<ConsumerRecord<String, byte[]>> item, Answer answer) {}

    private final Settings settings;
    private final InstantSource clock;
    private final KafkaConsumer<String, byte[]> consumer;
    private final DeadLetters deadLetters;
    private final Receiver receiver;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final Lanes<ConsumerRecord<String, byte[]>> lanes;
    private final BlockingQueue<Answered> answers = new LinkedBlockingQueue<>(); // one for each lane at most
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private Instant committedAt = Instant.EPOCH;
    private volatile boolean stopped;

    public Webhooks(Settings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.lanes = new Lanes<>(settings.policy());
        Map<String, Object> kafka = new HashMap<>(settings.kafka());
        kafka.put("group.id", settings.group());
        kafka.put("isolation.level", "read_committed");
        kafka.putIfAbsent("auto.offset.reset", "earliest");
        kafka.put("enable.auto.commit", false);
        kafka.put("max.poll.records", RECORDS_MAX);
        this.consumer = new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer());
        this.deadLetters = new DeadLetters(settings.kafka(), settings.deadLetters());
        this.receiver = new Receiver(settings.receiver(), clock);
    }

    /** Works until {@link #stop} is called. */
    public void run() throws InterruptedException {
        consumer.subscribe(List.of(settings.topic()), new Partitions());
        while (!stopped) {
            fill();
            for (Lanes.Item<ConsumerRecord<String, byte[]>> item : lanes.due(clock.instant())) {
                var _ = requests.submit(() -> answers.add(new Answered(item, answer(item.what()))));
            }
            if (!lanes.isEmpty()) {
                for (Answered one = answers.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                        one != null;
                        one = answers.poll()) {
                    settle(one);
                }
            }
            if (!clock.instant().isBefore(committedAt.plus(COMMIT_EVERY))) {
                commit(consumer.assignment());
            }
        }
        commit(consumer.assignment());
    }

    /** Fetches for lanes that are empty; those that are not are paused, and so hold no more than one poll. */
    private void fill() {
        for (TopicPartition partition : consumer.assignment()) {
            if (lanes.isEmpty(partition.partition())) {
                consumer.resume(Set.of(partition));
            } else {
                consumer.pause(Set.of(partition));
            }
        }
        for (ConsumerRecord<String, byte[]> record : consumer.poll(lanes.isEmpty() ? LOOK : Duration.ZERO)) {
            if (isWanted(record)) {
                lanes.add(record.partition(), record.offset(), record);
            } else {
                lanes.skip(record.partition(), record.offset());
            }
        }
    }

    private boolean isWanted(ConsumerRecord<String, byte[]> record) {
        String type = cloudEvent(record).getOrDefault("type", "");
        return settings.kinds().isEmpty() || settings.kinds().contains(type.substring(type.lastIndexOf('.') + 1));
    }

    private Answer answer(ConsumerRecord<String, byte[]> record) {
        try {
            return receiver.post(Notice.of(cloudEvent(record), record.value()));
        } catch (InvalidProtocolBufferException | RuntimeException e) {
            return new Answer.Refused("undecodable: " + e);
        }
    }

    private void settle(Answered answered) throws InterruptedException {
        Lanes.Item<ConsumerRecord<String, byte[]>> item = answered.item();
        Lanes.Next next =
                lanes.answered(item, answered.answer(), clock.instant()).orElse(null);
        if (next instanceof Lanes.Next.GiveUp(String reason)) {
            lanes.buried(item, deadLetters.bury(item.what(), item.attempts(), reason));
        }
    }

    /** The headers of a CloudEvent, without the beginning that Kafka's binding gives them. */
    private static Map<String, String> cloudEvent(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : record.headers()) {
            if (header.key().startsWith("ce_") && header.value() != null) {
                headers.put(header.key().substring("ce_".length()), new String(header.value(), UTF_8));
            }
        }
        return headers;
    }

    /** Where that fails now, the next one says the same and more; records come again if there is none. */
    private void commit(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> reached = new HashMap<>();
        partitions.forEach(
                partition -> reached.put(partition, new OffsetAndMetadata(lanes.position(partition.partition()))));
        committedAt = clock.instant();
        if (committed.entrySet().containsAll(reached.entrySet())) {
            return;
        }
        try {
            consumer.commitSync(reached);
            committed.putAll(reached);
        } catch (RetriableException | CommitFailedException e) {
            LOG.warn("Positions were not kept this time: {}", e.toString());
        }
    }

    /** Ends {@link #run} soon, from any thread. What was not taken by then is sent again at the next start. */
    public void stop() {
        stopped = true;
    }

    @Override
    public void close() {
        requests.shutdownNow();
        receiver.close();
        consumer.close();
        deadLetters.close();
    }

    /** Runs on the thread that polls. */
    private final class Partitions implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> lanes.open(partition.partition(), consumer.position(partition)));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            commit(partitions);
            onPartitionsLost(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> {
                lanes.close(partition.partition());
                committed.remove(partition);
            });
        }
    }

    static void main(String[] arguments) throws IOException, InterruptedException {
        try (var webhooks = new Webhooks(Settings.read(Path.of(arguments[0])), InstantSource.system())) {
            Thread main = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                webhooks.stop();
                try {
                    main.join(Duration.ofSeconds(20));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
            webhooks.run();
        }
    }
}
