package io.hongyan.presence.visibility;

import io.hongyan.proto.events.v1.Event;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of two people blocked or unblocked the other.
 *
 * @param actor who did it
 * @param other whom it concerns
 * @param blocked whether the other is blocked now
 * @param revision orders the changes between the two
 */
public record BlockChange(String actor, String other, boolean blocked, long revision) {

    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

    /** What is wrong with an event that says it is a block, as a sentence; null if nothing. */
    public static @Nullable String objection(@Nullable String key, Event event) {
        if (!event.getConversationId().equals(key)) {
            return "The key is not the conversation's id.";
        }
        if (event.getPayloadCase() != Event.PayloadCase.BLOCK_CHANGED) {
            return null; // another event, whatever its headers say
        }
        List<String> parts = List.of(event.getConversationId().split(":", -1));
        if (parts.size() != 3 || !parts.getFirst().equals("d")) {
            return "A block must be in a conversation of two.";
        }
        if (!parts.subList(1, 3).stream().allMatch(user -> USER.matcher(user).matches())) {
            return "A user id has not the known form.";
        }
        if (!parts.subList(1, 3).contains(event.getActor().getUserId())) {
            return "The actor of a block must be one of the two.";
        }
        return event.getRevision() < 1 ? "revision must be 1 or more." : null;
    }

    /** Reads an event that was not objected to; null if it is not a block. */
    public static @Nullable BlockChange of(Event event) {
        if (event.getPayloadCase() != Event.PayloadCase.BLOCK_CHANGED) {
            return null;
        }
        List<String> parts = List.of(event.getConversationId().split(":", -1));
        String actor = event.getActor().getUserId();
        String other = parts.get(1).equals(actor) ? parts.get(2) : parts.get(1);
        return new BlockChange(actor, other, event.getBlockChanged().getBlocked(), event.getRevision());
    }
}
