package io.hongyan.connector.log.kafka;

import com.google.protobuf.Parser;
import io.hongyan.eventlog.DeadLetters;
import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.Logged;
import io.hongyan.eventlog.Poison;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows partitions of one topic, on a thread of its own and without a consumer group, until it is closed. A broker that
 * goes away is waited for, and reading continues where it stopped; poison goes to the dead letters.
 */
public final class Tail<T> implements AutoCloseable {

    /**
     * What to read.
     *
     * @param name for threads, metrics and logs
     * @param partition one partition, or all of the topic if empty
     * @param objection as in {@link DecodedBatch}
     * @param from where to begin
     * @param between from one batch to the next at least; zero where nobody may be kept waiting. Where many write a
     *     little, each batch that is read holds more, and all of them cost less
     */
    public record Source<T>(
            String name,
            String topic,
            OptionalInt partition,
            Parser<T> parser,
            DecodedBatch.Objection<T> objection,
            From from,
            Duration between) {}

    /** Where to begin. */
    public enum From {
        /** Where the topic ends now: what was written before concerns sockets that are gone. */
        END,
        /** With all that is kept. */
        BEGINNING
    }

    /** Is given one record after the other, on the tail's thread. */
    @FunctionalInterface
    public interface Reader<T> {

        /** Takes a record. What it throws is a bug: the record becomes a dead letter, and reading goes on. */
        void read(Logged<T> record);
    }

    /** The code of dead letters on which a reader failed. */
    static final String FAILED = "FAILED";

    private static final Logger LOG = Logger.getLogger(Tail.class);
    private static final Duration POLL_MAX = Duration.ofMinutes(1);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(1);
    private static final Duration DEAD_LETTER_MAX = Duration.ofSeconds(10);
    private static final Duration PAUSE_MIN = Duration.ofMillis(100);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

    private final Source<T> source;
    private final Reader<T> reader;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final DeadLetters deadLetters;
    private final MeterRegistry meters;
    private final Thread thread;
    private final CompletableFuture<Void> positioned = new CompletableFuture<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<TopicPartition, Long> next = new HashMap<>(); // of the thread
    private final Map<TopicPartition, Long> firstEnds = new HashMap<>(); // of the thread
    private volatile @Nullable Consumer<String, byte[]> consumer;
    private volatile boolean working;

    Tail(
            Source<T> source,
            Reader<T> reader,
            Supplier<Consumer<String, byte[]>> consumers,
            DeadLetters deadLetters,
            MeterRegistry meters) {
        this.source = source;
        this.reader = reader;
        this.consumers = consumers;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.thread = Thread.ofPlatform().name("tail-" + source.name()).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /**
     * Completes once its place is fixed: nothing written from then on is missed. If it began with all that is kept, once
     * what was there then has been read.
     */
    public CompletionStage<Void> positioned() {
        return positioned;
    }

    /** Whether it reads, as far as it knows. */
    public boolean working() {
        return working && thread.isAlive();
    }

    /** Ends it soon, without waiting. */
    @Override
    public void close() {
        closing.countDown();
        Consumer<String, byte[]> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
    }

    private void run() {
        for (Duration pause = PAUSE_MIN; !closed(); pause = longer(pause)) {
            try (Closing opened = new Closing(consumers.get())) {
                consumer = opened.consumer();
                position(opened.consumer());
                working = true;
                placed();
                while (!closed()) {
                    take(opened.consumer().poll(POLL_MAX));
                    placed();
                    pause = PAUSE_MIN;
                    if (source.between().isPositive()) {
                        await(source.between());
                    }
                }
            } catch (WakeupException e) {
                // closing: seen by the loop
            } catch (RuntimeException e) {
                LOG.errorf(e, "Reading failed, will be tried again: tail=%s pause=%s", source.name(), pause);
                meters.counter("hongyan.log.tail.failures", "tail", source.name())
                        .increment();
                working = false;
                await(pause);
            }
        }
        working = false;
        positioned.cancel(false);
    }

    private void placed() {
        if (!positioned.isDone()
                && firstEnds.entrySet().stream()
                        .allMatch(end -> next.getOrDefault(end.getKey(), 0L) >= end.getValue())) {
            positioned.complete(null);
        }
    }

    private void position(Consumer<String, byte[]> opened) {
        List<TopicPartition> partitions = source.partition().isPresent()
                ? List.of(new TopicPartition(source.topic(), source.partition().getAsInt()))
                : opened.partitionsFor(source.topic()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        opened.assign(partitions);
        if (source.from() == From.BEGINNING && firstEnds.isEmpty()) {
            firstEnds.putAll(opened.endOffsets(partitions));
        }
        for (TopicPartition partition : partitions) {
            Long offset = next.get(partition);
            if (offset == null) {
                switch (source.from()) {
                    case END -> opened.seekToEnd(List.of(partition));
                    case BEGINNING -> opened.seekToBeginning(List.of(partition));
                }
                next.put(partition, opened.position(partition));
            } else {
                opened.seek(partition, offset);
            }
        }
    }

    private void take(ConsumerRecords<String, byte[]> polled) {
        if (polled.isEmpty()) {
            return;
        }
        DecodedBatch<T> batch = DecodedBatch.of(polled, source.parser(), source.objection());
        List<Poison> failed = new ArrayList<>();
        for (Logged<T> record : batch.records()) {
            try {
                reader.read(record);
            } catch (RuntimeException e) {
                LOG.errorf(
                        e,
                        "Record failed: tail=%s partition=%d offset=%d",
                        source.name(),
                        record.partition(),
                        record.offset());
                failed.add(new Poison(original(polled, record), FAILED, "The reader failed with " + e.getClass()));
            }
        }
        // After the good ones: sockets need not wait for it, and nothing is polled before it is done.
        bury(Stream.concat(batch.poison().stream(), failed.stream()).toList());
        batch.next().forEach((partition, offset) -> next.put(new TopicPartition(source.topic(), partition), offset));
    }

    private ConsumerRecord<String, byte[]> original(ConsumerRecords<String, byte[]> polled, Logged<T> record) {
        return polled.records(new TopicPartition(source.topic(), record.partition())).stream()
                .filter(candidate -> candidate.offset() == record.offset())
                .findFirst()
                .orElseThrow();
    }

    private void bury(List<Poison> poison) {
        for (Duration pause = PAUSE_MIN; !poison.isEmpty() && !closed(); pause = longer(pause)) {
            try {
                deadLetters.send(poison).await().atMost(DEAD_LETTER_MAX);
                return;
            } catch (RuntimeException e) {
                LOG.warnf(e, "Dead letters are not taken, will be tried again: tail=%s", source.name());
                await(pause);
            }
        }
    }

    private boolean closed() {
        return closing.getCount() == 0;
    }

    private void await(Duration pause) {
        try {
            boolean ended = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            LOG.debugf("Paused: tail=%s ended=%s", source.name(), ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : doubled;
    }

    /** Closes within a bound, which KafkaConsumer's own close() does not promise. */
    private record Closing(Consumer<String, byte[]> consumer) implements AutoCloseable {

        @Override
        public void close() {
            consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(CLOSE_MAX));
        }
    }
}
