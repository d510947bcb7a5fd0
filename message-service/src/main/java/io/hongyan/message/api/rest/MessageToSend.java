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
    @Schema(
            name = "Content",
            description = "Exactly one of text, custom, image, voice, video, file, location and contact.")
    record Content(
            @Schema(description = "1 to 8,000 characters.", examples = "Your order is on its way.") @Nullable
            String text,

            @Schema(description = "Content that only the apps understand.") @Nullable
            Custom custom,

            @Schema(description = "A picture.") @Nullable Image image,

            @Schema(description = "Something spoken.") @Nullable
            Voice voice,

            @Schema(description = "A film.") @Nullable Video video,

            @Schema(description = "A file of any other kind.") @Nullable
            File file,

            @Schema(description = "A place.") @Nullable Location location,

            @Schema(description = "How somebody can be reached.") @Nullable
            ContactCard contact,

            @Schema(description = "Whom the message speaks to by name.") @Nullable
            Mentions mentions,

            @Schema(description = "What this message answers.") @Nullable
            Reply replyTo,

            @Schema(description = "How often it was forwarded, at most 1,000; a label.") @Nullable
            Integer forwards,

            @Schema(
                    description =
                            "What parts of the text or the caption look like or mean; at most 100, ascending by start.")
            @Nullable
            List<Entity> entities) {}

    /** A part of a text. */
    @Schema(name = "Entity", description = "Positions count UTF-16 code units.")
    record Entity(
            @Schema(description = "Where it begins.") @Nullable
            Integer start,

            @Schema(required = true, description = "At least 1.")
            Integer length,

            @Schema(
                    required = true,
                    description =
                            "ENTITY_KIND_ and BOLD, ITALIC, UNDERLINE, STRIKE, CODE, CODE_BLOCK, QUOTE, SPOILER, LINK"
                                    + " or USER.",
                    examples = "ENTITY_KIND_BOLD")
            String kind,

            @Schema(description = "For LINK: begins with https:, http:, mailto: or tel:.") @Nullable
            String url,

            @Schema(description = "For USER: who is meant.") @Nullable
            String userId) {}

    /** Bytes that lie elsewhere. */
    @Schema(name = "Media")
    record Media(
            @Schema(description = "An https URL of the app's own storage. Either this or mediaId.") @Nullable
            String url,

            @Schema(description = "The id of what was uploaded to the suite itself: 26 characters.") @Nullable
            String mediaId,

            @Schema(required = true, description = "Without parameters, in lower case.", examples = "image/jpeg")
            String contentType,

            @Schema(required = true, description = "1 to 10737418240, as a string.")
            String sizeBytes,

            @Schema(description = "32 bytes in base 64.") @Nullable
            String sha256) {}

    /** A picture. */
    @Schema(name = "Image")
    record Image(
            @Schema(required = true, description = "image/jpeg, png, gif, webp, avif, heic or heif.")
            Media media,

            @Schema(required = true, description = "Pixels, 1 to 100,000.")
            Integer width,

            @Schema(required = true, description = "Pixels, 1 to 100,000.")
            Integer height,

            @Schema(description = "A tiny picture, at most 4,096 bytes in base 64.") @Nullable
            String preview,

            @Schema(description = "At most 1,024 characters.") @Nullable
            String caption,

            @Schema(description = "What is to be seen, for those who cannot; at most 1,024 characters.") @Nullable
            String description) {}

    /** Something spoken. */
    @Schema(name = "Voice")
    record Voice(
            @Schema(required = true, description = "audio/…")
            Media media,

            @Schema(required = true, description = "1 to 86,400,000.")
            Integer durationMs,

            @Schema(description = "How loud it is over its length: at most 256 bytes in base 64.") @Nullable
            String waveform) {}

    /** A film. */
    @Schema(name = "Video")
    record Video(
            @Schema(required = true, description = "video/…")
            Media media,

            @Schema(required = true, description = "Pixels, 1 to 100,000.")
            Integer width,

            @Schema(required = true, description = "Pixels, 1 to 100,000.")
            Integer height,

            @Schema(required = true, description = "1 to 86,400,000.")
            Integer durationMs,

            @Schema(description = "A tiny picture, at most 4,096 bytes in base 64.") @Nullable
            String preview,

            @Schema(description = "At most 1,024 characters.") @Nullable
            String caption) {}

    /** A file of any other kind. */
    @Schema(name = "File")
    record File(
            @Schema(required = true, description = "Of any type.")
            Media media,

            @Schema(required = true, description = "1 to 255 characters, no slashes and control characters.")
            String name,

            @Schema(description = "At most 1,024 characters.") @Nullable
            String caption) {}

    /** A place. */
    @Schema(name = "Location")
    record Location(
            @Schema(required = true, description = "Degrees north.")
            Double latitude,

            @Schema(required = true, description = "Degrees east.")
            Double longitude,

            @Schema(description = "Metres.") @Nullable Float accuracyM,

            @Schema(description = "At most 200 characters.") @Nullable
            String name,

            @Schema(description = "At most 500 characters.") @Nullable
            String address) {}

    /** How somebody can be reached. */
    @Schema(name = "ContactCard")
    record ContactCard(
            @Schema(description = "Who that is here.") @Nullable
            String userId,

            @Schema(required = true, description = "1 to 100 characters.")
            String name,

            @Schema(description = "At most 10.") @Nullable List<String> phones,

            @Schema(description = "At most 10.") @Nullable List<String> emails) {}

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
