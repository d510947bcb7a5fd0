package io.hongyan.presence.rebuild.kafka;

import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.rebuild.TopicReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Reads a topic from its beginning to its end, and on to its end of later, and notes what it says. */
final class Following<T> implements AutoCloseable {

    private final TopicReader<T> reader;
    private final TopicReader.Decoding<T> decoding;
    private final Consumer<List<T>> noting;
    private final Map<Integer, Long> afterLastRecord = new HashMap<>();

    Following(Map<String, Object> kafka, String topic, TopicReader.Decoding<T> decoding, Consumer<List<T>> noting) {
        this.decoding = decoding;
        this.noting = noting;
        reader = new TopicReader<>(kafka, PresenceRebuild.NAME, topic, this::decode);
    }

    private DecodedBatch<T> decode(ConsumerRecords<String, byte[]> polled) {
        for (ConsumerRecord<String, byte[]> record : polled) {
            afterLastRecord.merge(record.partition(), record.offset() + 1, Math::max);
        }
        return decoding.decode(polled);
    }

    /** Reads on to where the topic ends now. */
    void catchUp(Runnable afterEachBatch) {
        Map<Integer, Long> until = reader.ends();
        while (reader.remaining(until) > 0) {
            noting.accept(reader.next(until).values());
            afterEachBatch.run();
        }
    }

    /** Whether a consumer that stands at the given offsets has had all records that were read here. */
    boolean isCoveredBy(Map<Integer, Long> offsets) {
        return afterLastRecord.entrySet().stream()
                .allMatch(read -> offsets.getOrDefault(read.getKey(), 0L) >= read.getValue());
    }

    boolean isWhole() {
        return reader.isWhole();
    }

    long read() {
        return reader.read();
    }

    long remaining() {
        return reader.remaining(reader.ends());
    }

    long poison() {
        return reader.poison();
    }

    @Override
    public void close() {
        reader.close();
    }
}
