package io.hongyan.launcher.trace;

import java.time.Instant;
import java.util.Map;

/**
 * A record of a topic, decoded.
 *
 * @param topic where
 * @param partition where in it
 * @param offset where in that
 * @param written the record's timestamp
 * @param headers the last value of each
 * @param value what it says
 */
record Entry<T>(String topic, int partition, long offset, Instant written, Map<String, String> headers, T value) {

    /** A header; empty if it has none. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Where it stands, in short: {@code events 3@17}. */
    String place() {
        return "%s %d@%d".formatted(topic.replaceFirst("^hongyan\\.", "").replaceFirst("\\.v1", ""), partition, offset);
    }
}
