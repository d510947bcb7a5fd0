package io.hongyan.eventlog;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

/**
 * What one poll brought, decoded: good records in the order of the log, bad ones apart.
 *
 * @param records what can be processed
 * @param poison what never can
 * @param next for each partition in the batch, the offset from which to go on: after its last record, good or bad, and
 *     after the transaction marks that follow it, so that a projection that has everything stands at the log's end
 */
public record DecodedBatch<T>(List<Logged<T>> records, List<Poison> poison, Map<Integer, Long> next) {

    public DecodedBatch {
        records = List.copyOf(records);
        poison = List.copyOf(poison);
        next = Map.copyOf(next);
    }

    /**
     * Decodes a poll of one topic.
     *
     * @param parser reads the value
     * @param objection says what is wrong with a well-formed record, given its key and value; null if nothing
     */
    public static <T> DecodedBatch<T> of(
            ConsumerRecords<String, byte[]> polled, Parser<T> parser, Objection<T> objection) {
        List<Logged<T>> good = new ArrayList<>(polled.count());
        List<Poison> bad = new ArrayList<>();
        Map<Integer, Long> next = new HashMap<>();
        polled.nextOffsets().forEach((partition, offset) -> next.put(partition.partition(), offset.offset()));
        for (ConsumerRecord<String, byte[]> record : polled) {
            next.merge(record.partition(), record.offset() + 1, Math::max);
            if (record.value() == null) {
                bad.add(new Poison(record, Poison.UNDECODABLE, "The record has no value."));
                continue;
            }
            try {
                T value = parser.parseFrom(record.value());
                String wrong = objection.against(record.key(), value);
                if (wrong == null) {
                    String trace = CloudEvents.traceparent(record.headers());
                    good.add(new Logged<>(record.partition(), record.offset(), trace, value));
                } else {
                    bad.add(new Poison(record, Poison.INVALID, wrong));
                }
            } catch (InvalidProtocolBufferException e) {
                // Protobuf's own sentence names the kind of damage and never quotes the bytes.
                bad.add(new Poison(record, Poison.UNDECODABLE, "The value is not Protobuf: " + e.getMessage()));
            }
        }
        return new DecodedBatch<>(good, bad, next);
    }

    /** Finds fault with a record that could be decoded. */
    @FunctionalInterface
    public interface Objection<T> {

        /** What is wrong, as a sentence without any of the content; null if the record is fine. */
        @Nullable
        String against(@Nullable String key, T value);
    }

    /** The values alone, in the order of the log. */
    public List<T> values() {
        return records.stream().map(Logged::value).toList();
    }

    /** The same batch without the records that lie before the given offsets, by partition. */
    public DecodedBatch<T> from(Function<Integer, Long> applied) {
        return new DecodedBatch<>(
                records.stream()
                        .filter(record -> record.offset() >= applied.apply(record.partition()))
                        .toList(),
                poison,
                next);
    }
}
