package io.hongyan.launcher.tail;

import static java.time.ZoneId.systemDefault;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.hongyan.eventlog.CloudEvents;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Prints a topic, record by record, until somebody presses Ctrl-C. It reads as a guest: without a consumer group. */
public final class Tail {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(systemDefault());
    private static final JsonFormat.Printer JSON =
            JsonFormat.printer().omittingInsignificantWhitespace().preservingProtoFieldNames();
    private static final Duration POLL = Duration.ofSeconds(30);

    private final TailArguments arguments;
    private final KafkaConsumer<String, byte[]> consumer;
    private final PrintStream out;
    private final CountDownLatch closed = new CountDownLatch(1);

    Tail(TailArguments arguments, String kafka, PrintStream out) {
        this.arguments = arguments;
        this.out = out;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * Runs the command.
     *
     * @param args the topic's short name, and options
     * @param kafka the broker's bootstrap address
     * @return 0 when ended by Ctrl-C, 2 if the arguments make no sense, 1 if there is no such topic
     */
    public static int run(List<String> args, String kafka, PrintStream out) {
        Optional<TailArguments> arguments = TailArguments.parse(args);
        if (arguments.isEmpty()) {
            out.println(TailArguments.usage());
            return 2;
        }
        Tail tail = new Tail(arguments.get(), kafka, out);
        Thread stopper = new Thread(tail::stop, "hongyan-tail-stop");
        Runtime.getRuntime().addShutdownHook(stopper);
        return tail.follow();
    }

    /** Ends {@link #follow}. */
    void stop() {
        consumer.wakeup();
        try {
            // The JVM ends when this returns: the last line and the socket come first.
            closed.await(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Prints until stopped. */
    int follow() {
        try (consumer) {
            List<PartitionInfo> partitions =
                    consumer.partitionsFor(arguments.topic().topic());
            if (partitions.isEmpty()) {
                out.printf("There is no topic %s here.%n", arguments.topic().topic());
                return 1;
            }
            List<TopicPartition> all = partitions.stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(all);
            if (arguments.fromBeginning()) {
                consumer.seekToBeginning(all);
            } else {
                consumer.seekToEnd(all);
                all.forEach(consumer::position); // now, not at the first poll
            }
            while (true) {
                consumer.poll(POLL).forEach(this::print);
            }
        } catch (WakeupException e) {
            return 0; // Ctrl-C
        } finally {
            closed.countDown();
        }
    }

    private void print(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            out.printf("%s  %s: forgotten%n", TIME.format(Instant.ofEpochMilli(record.timestamp())), record.key());
            return;
        }
        try {
            Message value = arguments.topic().parser().parseFrom(record.value());
            out.println(arguments.json() ? json(record, value) : line(record, value));
        } catch (InvalidProtocolBufferException e) {
            out.printf(
                    "partition %d, offset %d: %d bytes that are no record%n",
                    record.partition(), record.offset(), record.value().length);
        }
    }

    private static String line(ConsumerRecord<String, byte[]> record, Message value) {
        return TIME.format(happenedAt(record)) + "  " + Descriptions.of(value);
    }

    /** What the header says, else when it was written. */
    private static Instant happenedAt(ConsumerRecord<String, byte[]> record) {
        String told = CloudEvents.text(record.headers(), "ce_time");
        try {
            return told == null ? Instant.ofEpochMilli(record.timestamp()) : Instant.parse(told);
        } catch (DateTimeParseException e) {
            return Instant.ofEpochMilli(record.timestamp());
        }
    }

    private static String json(ConsumerRecord<String, byte[]> record, Message value)
            throws InvalidProtocolBufferException {
        return "{\"partition\":%d,\"offset\":%d,\"value\":%s}"
                .formatted(record.partition(), record.offset(), JSON.print(value));
    }
}
