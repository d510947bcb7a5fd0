package io.hongyan.history.media;

import io.hongyan.history.archive.Ids;
import io.hongyan.proto.content.MediaIds;
import io.hongyan.proto.content.MediaTypes;
import io.hongyan.proto.media.v1.BeginUploadRequest;
import io.hongyan.proto.media.v1.FinishUploadRequest;
import io.hongyan.proto.media.v1.GetLinkRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What may be asked for: which types, and how many bytes of each kind. */
public record UploadLimits(long imageBytesMax, long audioBytesMax, long videoBytesMax, long fileBytesMax) {

    private static final int SHA256_BYTES = 32;

    /** As configured. */
    public static UploadLimits of(MediaConfig config) {
        return new UploadLimits(
                config.imageBytesMax(), config.audioBytesMax(), config.videoBytesMax(), config.fileBytesMax());
    }

    /** The most bytes that media of a type may have. */
    public long bytesMax(String contentType) {
        return switch (contentType.substring(0, contentType.indexOf('/')).toLowerCase(Locale.ROOT)) {
            case "image" -> imageBytesMax;
            case "audio" -> audioBytesMax;
            case "video" -> videoBytesMax;
            default -> fileBytesMax;
        };
    }

    /** What is wrong with an upload that is to begin, as a sentence that names the field; null if nothing. */
    public @Nullable String objection(BeginUploadRequest request) {
        if (!Ids.isUser(request.getUserId())) {
            return "user_id must be 1 to 64 characters of [A-Za-z0-9._@-].";
        }
        if (!MediaTypes.isOne(request.getContentType())) {
            return "content_type must be type/subtype in lower case, without parameters.";
        }
        long max = bytesMax(request.getContentType());
        if (request.getSizeBytes() < 1 || request.getSizeBytes() > max) { // the largest unsigned ones are negative
            return "size_bytes must be 1 to %d for %s.".formatted(max, request.getContentType());
        }
        return request.getSha256().size() == SHA256_BYTES ? null : "sha256 must have 32 bytes.";
    }

    /** What is wrong with an upload that is to be finished; null if nothing. */
    public static @Nullable String objection(FinishUploadRequest request) {
        if (!Ids.isUser(request.getUserId())) {
            return "user_id must be 1 to 64 characters of [A-Za-z0-9._@-].";
        }
        return MediaIds.isOne(request.getMediaId()) ? null : "media_id must be 26 characters of [0-9a-z].";
    }

    /** What is wrong with a request for a link; null if nothing. */
    public static @Nullable String objection(GetLinkRequest request) {
        if (!Ids.isUser(request.getUserId())) {
            return "user_id must be 1 to 64 characters of [A-Za-z0-9._@-].";
        }
        if (!MediaIds.isOne(request.getMediaId())) {
            return "media_id must be 26 characters of [0-9a-z].";
        }
        if (request.getConversationId().isEmpty()) {
            return request.getSeq() == 0 ? null : "seq needs a conversation_id.";
        }
        if (!Ids.isConversation(request.getConversationId())) {
            return "conversation_id must be d:<user>:<user>, or g: and 26 characters.";
        }
        return request.getSeq() > 0 ? null : "seq must be at least 1.";
    }
}
