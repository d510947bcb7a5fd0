package io.hongyan.history.archive;

import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MessageEdited;
import io.hongyan.proto.events.v1.ReactionChanged;
import org.jspecify.annotations.Nullable;

/** What makes an event that could be decoded senseless for the archive. */
public final class Objections {

    private static final String NOT_EARLIER = "What the event is about is not before it.";

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
        if (!ArchiveChanges.users(event).stream().allMatch(Ids::isUser)) {
            return "A user id has not the known form.";
        }
        return switch (event.getPayloadCase()) {
            case MESSAGE_EDITED -> against(event, event.getMessageEdited());
            case REACTION_CHANGED -> against(event, event.getReactionChanged());
            default -> null;
        };
    }

    private static @Nullable String against(Event event, MessageEdited edited) {
        if (!isEarlier(edited.getTargetSeq(), event)) {
            return NOT_EARLIER;
        }
        return edited.hasContent() ? null : "The edit has no content.";
    }

    private static @Nullable String against(Event event, ReactionChanged changed) {
        if (!isEarlier(changed.getTargetSeq(), event)) {
            return NOT_EARLIER;
        }
        if (!Ids.isUser(event.getActor().getUserId())) {
            return "A user id has not the known form.";
        }
        return Ids.isEmoji(changed.getEmoji()) ? null : "The emoji is none.";
    }

    private static boolean isEarlier(long target, Event event) {
        return target != 0 && Long.compareUnsigned(target, event.getSeq()) < 0;
    }
}
