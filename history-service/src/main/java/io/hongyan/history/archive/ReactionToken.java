package io.hongyan.history.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where a page of reactions ends, in a form that callers hand back and do not read. */
public final class ReactionToken {

    private ReactionToken() {}

    /**
     * The last reaction of a page.
     *
     * @param userId whose; empty before the first
     * @param emoji how
     */
    public record Place(String userId, String emoji) {

        /** Before the first one. */
        public static final Place BEGINNING = new Place("", "");
    }

    /** The token for what comes after a place. */
    public static String of(Place place) {
        String text = place.userId() + "/" + place.emoji(); // user ids have no slash
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /** The place that a token stands for; null if nobody was ever given that token. */
    public static @Nullable Place place(String token) {
        if (token.isEmpty()) {
            return Place.BEGINNING;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(token), UTF_8).split("/", 2);
            return parts.length == 2 && Ids.isUser(parts[0]) && Ids.isEmoji(parts[1])
                    ? new Place(parts[0], parts[1])
                    : null;
        } catch (IllegalArgumentException e) {
            return null; // not Base64
        }
    }
}
