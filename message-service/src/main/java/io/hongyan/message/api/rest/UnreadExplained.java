package io.hongyan.message.api.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@link ExplanationResource}: the canonical JSON of {@code hongyan.explain.v1.ExplainUnreadResponse}, in
 * which 64-bit numbers are strings. This type only describes it for OpenAPI; a test holds the two together.
 */
@Schema(name = "ExplainUnreadResponse", description = "Why a user's counts are what they are.")
record UnreadExplained(
        @Schema(required = true, description = "The badge: unread in all conversations that are not muted.")
        String total,

        @Schema(required = true, description = "The same, counted message by message.")
        String recountedTotal,

        @Schema(required = true, description = "In ascending order of conversation id.")
        List<Conversation> conversations,

        @Schema(required = true, description = "For the next page; empty at the end.")
        String nextPageToken,

        @Schema(
                required = true,
                description = "False if the two ways of counting differ in any of the user's conversations.")
        boolean agrees) {

    /** One conversation. */
    @Schema(name = "UnreadExplanation", description = "A count taken apart: countable less own less recalled.")
    record Conversation(
            @Schema(required = true, description = "Where.") String conversationId,

            @Schema(required = true, description = "What clients are told.")
            String unread,

            @Schema(required = true, description = "The same, counted message by message.")
            String recounted,

            @Schema(required = true, description = "Countable messages after the cursor and since joining.")
            String countable,

            @Schema(required = true, description = "Those of them that the user sent.")
            String own,

            @Schema(required = true, description = "Those of others that were recalled.")
            String recalled,

            @Schema(required = true, description = "The messages behind the count, ascending.")
            List<Message> messages,

            @Schema(required = true, description = "True if there are more: ask again with `after`.")
            boolean more,

            @Schema(required = true, description = "The read cursor.")
            String readSeq,

            @Schema(required = true, description = "The seq from which the user is a member.")
            String joinedSeq,

            @Schema(required = true, description = "The head it is counted to.")
            String headSeq,

            @Schema(required = true, description = "Every event up to this revision is in the count.")
            String revision,

            @Schema(required = true, description = "True: not part of the total.")
            boolean muted,

            @Schema(required = true, description = "True: the user left, and nothing counts.")
            boolean left,

            @Schema(description = "The record that moved the cursor last; missing if none did, or none that was kept.")
            @Nullable
            Move movedBy,

            @Schema(
                    required = true,
                    description = "How many of them mention the user or everyone, as clients are told.")
            String unreadMentions,

            @Schema(required = true, description = "The same, counted message by message.")
            String recountedMentions) {}

    /** A message. */
    @Schema(name = "UnreadMessage")
    record Message(
            @Schema(required = true, description = "Its number.")
            String seq,

            @Schema(required = true, description = "Its number among countable messages.")
            String cseq,

            @Schema(required = true, description = "Who sent it.")
            String senderId,

            @Schema(required = true, description = "Whether it mentions the user or everyone, as it was first sent.")
            boolean mentions) {}

    /** A record of the log. */
    @Schema(name = "CursorMove", description = "A record of hongyan.events.v1 that moved a read cursor.")
    record Move(
            @Schema(required = true, description = "The record's partition.")
            int partition,

            @Schema(required = true, description = "Its offset there.")
            String offset,

            @Schema(required = true, description = "The event's revision.")
            String revision,

            @Schema(required = true, description = "The event's time in milliseconds since 1970 UTC, as a string.")
            String timeMs,

            @Schema(required = true, description = "Where it moved the cursor to.")
            String seq,

            @Schema(required = true, description = "The device that read; empty for the send API.")
            String deviceId,

            @Schema(required = true, description = "The back end that acted; empty for the user's own devices.")
            String service) {}
}
