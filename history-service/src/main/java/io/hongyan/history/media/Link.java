package io.hongyan.history.media;

import io.hongyan.proto.content.MediaIds;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a link allows, and until when. The link is its path and its query; whoever has it with its signature may do that.
 *
 * @param purpose what it is for
 * @param mediaId of which media
 * @param expiresMs until when, in milliseconds since 1970 UTC
 */
public record Link(Purpose purpose, String mediaId, long expiresMs) {

    /** Below which links are. */
    public static final String PATH = "/v1/media/";

    /** What links are for. */
    public enum Purpose {
        /** To send bytes, and to ask how many are there. */
        UPLOAD,
        /** To load the bytes. */
        DOWNLOAD,
        /** To load the small picture. */
        THUMBNAIL;

        /** As it stands in links. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Optional<Purpose> of(@Nullable String word) {
            return Arrays.stream(values())
                    .filter(purpose -> purpose.word().equals(word))
                    .findFirst();
        }
    }

    /** From the parts of a link, its signature not yet checked; empty if it is none. */
    public static Optional<Link> of(String mediaId, @Nullable String purpose, @Nullable String expires) {
        if (!MediaIds.isOne(mediaId) || expires == null || !expires.matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return Purpose.of(purpose).map(known -> new Link(known, mediaId, Long.parseLong(expires)));
    }

    /** What is signed: every part, each on a line of its own, so that no two links have the same. */
    public String signed() {
        return "%s\n%s\n%d".formatted(purpose.word(), mediaId, expiresMs);
    }

    /** Whether it is over. */
    public boolean hasExpired(long nowMs) {
        return nowMs >= expiresMs;
    }

    /** As a URL with its signature. */
    public String url(String base, String signature) {
        return "%s%s%s?for=%s&expires=%d&signature=%s"
                .formatted(base, PATH, mediaId, purpose.word(), expiresMs, signature);
    }
}
