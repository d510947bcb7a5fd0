package io.hongyan.message.sequencer.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.Poison;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A command that can never be decided, on its way out: as it came, with the cause in headers. Brokers take about a
 * mebibyte; what came in just below it would not go out with the cause added, and would stop the partition for ever.
 * Such a record is cut.
 */
final class DeadLetter {

    private static final int VALUE_BYTES_MAX = 1_000_000;
    private static final int KEY_LENGTH_MAX = 1_024;
    private static final int HEADER_BYTES_MAX = 16 << 10;
    private static final String CONSUMER = "hongyan-sequencer";

    private DeadLetter() {}

    static Record<String, Outgoing> of(Record<String, byte[]> record, RecordMetadata place, String code, String cause) {
        String key = cut(record.key());
        byte[] value = cut(record.value());
        var read = new ConsumerRecord<>(
                place.topic(),
                place.partition(),
                place.offset(),
                record.timestamp(),
                TimestampType.NO_TIMESTAMP_TYPE,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                key,
                value,
                cut(record.headers()),
                Optional.empty());
        Headers headers = new Poison(read, code, cause).toDeadLetter(CONSUMER).headers();
        return new Record<>(key, new Outgoing(0, value), record.timestamp(), headers);
    }

    private static @Nullable String cut(@Nullable String key) {
        return key == null || key.length() <= KEY_LENGTH_MAX ? key : key.substring(0, KEY_LENGTH_MAX);
    }

    private static byte @Nullable [] cut(byte @Nullable [] value) {
        return value == null || value.length <= VALUE_BYTES_MAX ? value : Arrays.copyOf(value, VALUE_BYTES_MAX);
    }

    private static Headers cut(Headers headers) {
        long bytes = 0;
        for (Header header : headers) {
            bytes += header.key().getBytes(UTF_8).length + (header.value() == null ? 0 : header.value().length);
        }
        if (bytes <= HEADER_BYTES_MAX) {
            return headers;
        }
        var few = new RecordHeaders();
        Header trace = headers.lastHeader(CloudEvents.TRACEPARENT);
        if (trace != null && trace.value() != null && trace.value().length <= KEY_LENGTH_MAX) {
            few.add(trace);
        }
        return few;
    }
}
