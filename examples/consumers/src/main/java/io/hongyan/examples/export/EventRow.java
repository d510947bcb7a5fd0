package io.hongyan.examples.export;

import io.hongyan.proto.content.Said;
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
        return List.of(
                event.getConversationId(),
                Long.toUnsignedString(event.getRevision()),
                Long.toUnsignedString(event.getSeq()),
                Instant.ofEpochMilli(event.getTimeMs()).toString(),
                event.getPayloadCase().name().toLowerCase(Locale.ROOT),
                event.getActor().getUserId(),
                event.getActor().getDeviceId(),
                event.getActor().getService(),
                target(event),
                event.hasMessageSent() ? Boolean.toString(event.getMessageSent().getCountable()) : "",
                withText ? Csv.harmless(text(event)) : "");
    }

    private static String target(Event event) {
        return switch (event.getPayloadCase()) {
            case MESSAGE_RECALLED ->
                Long.toUnsignedString(event.getMessageRecalled().getTargetSeq());
            case MESSAGE_EDITED ->
                Long.toUnsignedString(event.getMessageEdited().getTargetSeq());
            case REACTION_CHANGED ->
                Long.toUnsignedString(event.getReactionChanged().getTargetSeq());
            default -> "";
        };
    }

    private static String text(Event event) {
        return switch (event.getPayloadCase()) {
            case MESSAGE_SENT -> Said.words(event.getMessageSent().getContent());
            case MESSAGE_EDITED -> Said.words(event.getMessageEdited().getContent());
            case REACTION_CHANGED -> event.getReactionChanged().getEmoji();
            default -> "";
        };
    }
}
