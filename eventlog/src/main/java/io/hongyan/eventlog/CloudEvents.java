package io.hongyan.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The headers of every record: CloudEvents 1.0 in the Kafka protocol binding's binary mode, and the W3C trace context.
 *
 * @param id unique together with the source; a record written twice has the same
 * @param type the Protobuf message in the value, by its full name, with what happened where one topic carries several
 * @param source who wrote it, such as {@code /hongyan/sequencer}
 * @param time when it happened, not when it was written
 * @param traceparent the trace it belongs to, in W3C's form, if there is one
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">binding</a>
 */
public record CloudEvents(
        String id,
        String type,
        String source,
        Instant time,
        @Nullable String traceparent) {

    /** The header that carries the trace context. */
    public static final String TRACEPARENT = "traceparent";

    /** What values are. */
    public static final String CONTENT_TYPE = "application/protobuf";

    /** Adds these headers to a record's. */
    public void writeTo(Headers headers) {
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", id);
        put(headers, "ce_type", type);
        put(headers, "ce_source", source);
        put(headers, "ce_time", time.toString());
        put(headers, "content-type", CONTENT_TYPE);
        if (traceparent != null) {
            put(headers, TRACEPARENT, traceparent);
        }
    }

    /** The trace context of a record that was read, if it has one. */
    public static @Nullable String traceparent(Headers headers) {
        return text(headers, TRACEPARENT);
    }

    /** A header's last value as text, if there is one. */
    public static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(UTF_8));
    }
}
