package io.hongyan.history.archive;

import io.hongyan.proto.events.v1.Event;
import org.jspecify.annotations.Nullable;

/** What makes an event that could be decoded senseless for the archive. */
public final class Objections {

    private Objections() {}

    /** What is wrong, as a sentence; null if nothing. */
    public static @Nullable String against(@Nullable String key, Event event) {
        if (event.getConversationId().isEmpty()) {
            return "The event names no conversation.";
        }
        if (!event.getConversationId().equals(key)) {
            return "The record's key is not the event's conversation.";
        }
        if (!Ids.isConversation(event.getConversationId())) {
            return "The conversation id has none of the known forms.";
        }
        if (event.getRevision() == 0) {
            return "The event has no revision.";
        }
        return ArchiveChanges.users(event).stream().allMatch(Ids::isUser) ? null : "A user id has not the known form.";
    }
}
