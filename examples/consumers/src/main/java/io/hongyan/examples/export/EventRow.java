package io.hongyan.examples.export;

import io.hongyan.proto.events.v1.Event;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** One event as a row. What people wrote is left out, unless it is asked for. */
public final class EventRow {

    /** The names of the columns. */
    public static final List<String> COLUMNS = List.of(
            "conversation_id",
            "revision",
            "seq",
            "time",
            "kind",
            "user_id",
            "device_id",
            "service",
            "target_seq",
            "countable",
            "text");

    private EventRow() {}

    /** The values, as many as there are columns. A kind that is newer than this program is {@code payload_not_set}. */
    public static List<String> of(Event event, boolean withText) {
        boolean message = event.hasMessageSent();
        return List.of(
                event.getConversationId(),
                Long.toUnsignedString(event.getRevision()),
                Long.toUnsignedString(event.getSeq()),
                Instant.ofEpochMilli(event.getTimeMs()).toString(),
                event.getPayloadCase().name().toLowerCase(Locale.ROOT),
                event.getActor().getUserId(),
                event.getActor().getDeviceId(),
                event.getActor().getService(),
                event.hasMessageRecalled()
                        ? Long.toUnsignedString(event.getMessageRecalled().getTargetSeq())
                        : "",
                message ? Boolean.toString(event.getMessageSent().getCountable()) : "",
                message && withText
                        ? Csv.harmless(event.getMessageSent().getContent().getText())
                        : "");
    }
}
