package io.hongyan.eventlog.asyncapi;

import io.hongyan.eventlog.CloudEvents;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the headers that {@link CloudEvents} writes.
 *
 * @param only the one value that it has, if there is but one
 * @param always whether every record has it
 */
record Header(String name, String description, @Nullable String only, boolean always) {

    static List<Header> all() {
        return List.of(
                new Header("ce_specversion", "The version of CloudEvents.", "1.0", true),
                new Header("ce_id", "Unique together with ce_source; a record written twice has the same.", null, true),
                new Header(
                        "ce_type", "What happened, so that records can be skipped without decoding them.", null, true),
                new Header("ce_source", "Who wrote it.", null, true),
                new Header("ce_time", "When it happened, in RFC 3339, not when it was written.", null, true),
                new Header("content-type", "What the value is.", CloudEvents.CONTENT_TYPE, true),
                new Header(CloudEvents.TRACEPARENT, "The W3C trace context, where a trace is on.", null, false));
    }
}
