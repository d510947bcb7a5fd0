package io.hongyan.bench.push;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.push.v1.PushDecision;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads what was decided off the public topic, on a thread of its own. */
final class DecisionsReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long LATENCY_MAX = TimeUnit.MINUTES.toNanos(10);

    private final Map<String, Correspondence> byReader;
    private final KafkaConsumer<String, byte[]> topic;
    private final ConcurrentHistogram latencies = new ConcurrentHistogram(LATENCY_MAX, 3);
    private final AtomicLong read = new AtomicLong();
    private final Thread thread;
    private volatile boolean open = true;
    private volatile @Nullable RuntimeException failure;

    private DecisionsReader(Map<String, Correspondence> byReader, int kafkaPort) {
        this.byReader = byReader;
        this.topic = new KafkaConsumer<>(
                Map.of("bootstrap.servers", "localhost:" + kafkaPort),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = topic.partitionsFor(Topics.PUSH_DECISIONS).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        topic.assign(partitions);
        topic.seekToBeginning(partitions);
        this.thread = Thread.ofPlatform().name("decisions").unstarted(this::run);
    }

    /** Reads from the beginning on. */
    static DecisionsReader start(Map<String, Correspondence> byReader, int kafkaPort) {
        var reader = new DecisionsReader(byReader, kafkaPort);
        reader.thread.start();
        return reader;
    }

    /** How many decisions stand in the topic, deferrals and those of silent alerts included. */
    long read() {
        return read.get();
    }

    /** How long measured messages took from their commit to their decision, in nanoseconds; to the millisecond. */
    Histogram latencies() {
        return latencies.copy();
    }

    @Override
    public void close() {
        open = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        topic.close();
        if (failure != null) {
            throw failure;
        }
    }

    private void run() {
        try {
            while (open) {
                topic.poll(POLL).forEach(found -> decided(found.value()));
            }
        } catch (RuntimeException e) {
            failure = e; // nothing would be decided any more, and said so at the end
        }
    }

    private void decided(byte[] value) {
        try {
            PushDecision decision = PushDecision.parseFrom(value);
            Correspondence whose = byReader.get(decision.getUserId());
            if (whose == null) {
                throw new IllegalStateException("Nobody wrote to " + decision.getUserId());
            }
            read.incrementAndGet();
            whose.decided(decision)
                    .ifPresent(millis ->
                            latencies.recordValue(Math.min(TimeUnit.MILLISECONDS.toNanos(millis), LATENCY_MAX)));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("This is no decision.", e);
        }
    }
}
