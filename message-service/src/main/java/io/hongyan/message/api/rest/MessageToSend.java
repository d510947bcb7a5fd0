package io.hongyan.message.api.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a back end posts: the canonical JSON of {@code hongyan.messaging.v1.SendRequest}. This type only describes it for
 * OpenAPI; a test holds the two together.
 */
@Schema(name = "SendRequest", description = "A message to send. Exactly one of conversationId and toUserId.")
record MessageToSend(
        @Schema(required = true, description = "In whose name. The credential must allow it.", examples = "shop-bot")
        String senderId,

        @Schema(description = "An existing conversation that the sender is in.") @Nullable
        String conversationId,

        @Schema(description = "The other one of two; the conversation begins with the message.", examples = "alice")
        @Nullable
        String toUserId,

        @Schema(
                description = "Unique per sender and conversation for 7 days, 1 to 64 characters of printable ASCII."
                        + " Repeat it to retry safely. May come as header Idempotency-Key instead.")
        @Nullable
        String idempotencyKey,

        @Schema(required = true, description = "What to say.")
        Content content,

        @Schema(description = "True: does not raise unread counts.") @Nullable
        Boolean silent) {

    /** The message's body. */
    @Schema(name = "Content", description = "Exactly one of text and custom.")
    record Content(
            @Schema(description = "1 to 8,000 characters.", examples = "Your order is on its way.") @Nullable
            String text,

            @Schema(description = "Content that only the apps understand.") @Nullable
            Custom custom,

            @Schema(description = "Whom the message speaks to by name.") @Nullable
            Mentions mentions,

            @Schema(description = "What this message answers.") @Nullable
            Reply replyTo,

            @Schema(description = "How often it was forwarded, at most 1,000; a label.") @Nullable
            Integer forwards) {}

    /** An answer to an earlier message of the same conversation. */
    @Schema(name = "Reply")
    record Reply(
            @Schema(required = true, description = "The seq of the message that is answered, as a string.")
            String seq,

            @Schema(description = "The seq of the message that began the thread, as a string.") @Nullable
            String threadSeq) {}

    /** Who may be alerted where others are not. */
    @Schema(name = "Mentions")
    record Mentions(
            @Schema(description = "At most 100 users; who is no member is passed over.") @Nullable
            List<String> userIds,

            @Schema(description = "True: everybody in the conversation.") @Nullable
            Boolean everyone) {}

    /** Content of the app's own kind. */
    @Schema(name = "Custom")
    record Custom(
            @Schema(required = true, description = "The app's name for it.", examples = "com.example.order/1")
            String type,

            @Schema(description = "The payload in base 64.") @Nullable
            String data,

            @Schema(description = "What old apps and alerts show instead, at most 200 characters.") @Nullable
            String fallback) {}

    /** The answer: the canonical JSON of {@code hongyan.messaging.v1.SendResponse}. */
    @Schema(name = "SendResponse", description = "The message is committed.")
    record Sent(
            @Schema(required = true, description = "Where it went.")
            String conversationId,

            @Schema(required = true, description = "Its number, as a string as in canonical Protobuf JSON.")
            String seq,

            @Schema(required = true, description = "Its time in milliseconds since 1970 UTC, as a string.")
            String timeMs,

            @Schema(required = true, description = "True if it had been sent before with this key.")
            boolean repeated) {}
}
