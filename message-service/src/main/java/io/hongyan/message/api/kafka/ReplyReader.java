package io.hongyan.message.api.kafka;

import io.hongyan.eventlog.DeadLetters;
import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.Topics;
import io.hongyan.message.slot.Tenure;
import io.hongyan.proto.commands.v1.Reply;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads one partition of replies for one tenure, on a thread of its own: from where the log ended when it began, since
 * nothing was asked before. If that fails, it begins again at the end; who waited meanwhile times out and repeats.
 */
final class ReplyReader {

    private static final Logger LOG = Logger.getLogger(ReplyReader.class);

    /** How long an idle poll lasts; the broker answers at once when there is something. */
    private static final Duration POLL = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Tenure tenure;
    private final TopicPartition partition;
    private final Map<String, Object> kafka;
    private final DeadLetters deadLetters;
    private final Consumer<Reply> receiver;
    private final Thread thread;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean reads;
    private volatile @Nullable KafkaConsumer<String, byte[]> open;

    ReplyReader(Tenure tenure, Map<String, Object> kafka, DeadLetters deadLetters, Consumer<Reply> receiver) {
        this.tenure = tenure;
        this.partition = new TopicPartition(Topics.REPLIES, tenure.slot());
        this.kafka = settings(kafka);
        this.deadLetters = deadLetters;
        this.receiver = receiver;
        this.thread = Thread.ofPlatform()
                .name("hongyan-replies-" + tenure.slot())
                .daemon()
                .unstarted(this::run);
    }

    Tenure tenure() {
        return tenure;
    }

    /** Whether it stands in the log, so that a command written now has its reply read. */
    boolean reads() {
        return reads;
    }

    void start() {
        thread.start();
    }

    /** Ends it without waiting for it. */
    void stop() {
        reads = false;
        KafkaConsumer<?, ?> consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
        stopped.countDown();
    }

    private void run() {
        do {
            try (var consumer = new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer())) {
                open = consumer;
                read(consumer);
            } catch (WakeupException e) {
                LOG.debugf("Reader of replies woken to stop: slot=%d", tenure.slot());
            } catch (RuntimeException e) {
                // Whatever it is, the send API lives by this thread: it goes on, and says so.
                LOG.errorf(e, "Replies cannot be read, and are tried again: slot=%d", tenure.slot());
            } finally {
                reads = false;
                open = null;
            }
        } while (!stopsWithin(PAUSE));
    }

    private void read(KafkaConsumer<String, byte[]> consumer) {
        consumer.assign(List.of(partition));
        consumer.seekToEnd(List.of(partition));
        consumer.position(partition); // asks the broker now, not with the first poll
        reads = true;
        while (!stopsWithin(Duration.ZERO)) {
            take(consumer.poll(POLL));
        }
    }

    private void take(ConsumerRecords<String, byte[]> polled) {
        var batch = DecodedBatch.of(polled, Reply.parser(), (_, reply) -> objection(reply));
        // Replies first: who waits does not wait for poison.
        for (Reply reply : batch.values()) {
            if (reply.getReplyTo().getBootId().equals(tenure.bootId())) {
                receiver.accept(reply);
            }
        }
        if (!batch.poison().isEmpty()) {
            deadLetters.send(batch.poison()).await().indefinitely();
        }
    }

    private @Nullable String objection(Reply reply) {
        return reply.getReplyTo().getSlot() == tenure.slot() ? null : "The partition is not the reply's slot.";
    }

    private boolean stopsWithin(Duration time) {
        try {
            return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true; // nobody interrupts this thread but the end of the process
        }
    }

    private static Map<String, Object> settings(Map<String, Object> kafka) {
        var settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG); // it is assigned, and keeps no position
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "hongyan-message-replies");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) POLL.toMillis()); // idle costs nothing
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }
}
