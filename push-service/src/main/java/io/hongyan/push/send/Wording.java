package io.hongyan.push.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hongyan.proto.content.Said;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Entity;
import io.hongyan.proto.content.v1.EntityKind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What alerts say: one's own words, fit to be shown on a locked phone. */
public final class Wording {

    /** No provider carries more. */
    private static final int BODY_BYTES_MAX = 4096;

    private static final String MORE = "…";
    private static final String COVER = "▒";
    private static final Pattern CHARACTER = Pattern.compile("\\X"); // what people see as one, flags and families too
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n]]");
    private static final Pattern BREAKS = Pattern.compile("\\s*\\n\\s*");

    private Wording() {}

    /**
     * What an alert can say of a message: its text, or what its app wants shown instead; of what is no text a sign that all
     * languages know, with its words. May be empty.
     */
    public static String body(Content content) {
        String words = CONTROL.matcher(covered(content)).replaceAll("").strip();
        return cut((sign(content) + words).strip(), BODY_BYTES_MAX);
    }

    /** What is hidden until it is tapped is not shown on a locked phone. */
    private static String covered(Content content) {
        var words = new StringBuilder(Said.words(content));
        for (Entity entity : content.getEntitiesList()) {
            int end = entity.getStart() + entity.getLength();
            if (entity.getKind() == EntityKind.ENTITY_KIND_SPOILER && entity.getStart() >= 0 && end <= words.length()) {
                words.replace(entity.getStart(), end, COVER.repeat(entity.getLength()));
            }
        }
        return words.toString();
    }

    private static String sign(Content content) {
        return switch (content.getKindCase()) {
            case IMAGE -> "📷 ";
            case VOICE -> "🎤 " + length(content.getVoice().getDurationMs());
            case VIDEO -> "🎬 ";
            case FILE -> "📎 ";
            case LOCATION -> "📍 ";
            case CONTACT -> "👤 ";
            case TEXT, CUSTOM, KIND_NOT_SET -> "";
        };
    }

    /** Minutes and seconds, begun ones counted. */
    private static String length(int millis) {
        int seconds = (int) Math.ceilDiv(Integer.toUnsignedLong(millis), 1_000L);
        return "%d:%02d".formatted(seconds / 60, seconds % 60);
    }

    /** The same text on one line and without control characters. */
    public static String line(String text) {
        return CONTROL.matcher(BREAKS.matcher(text).replaceAll(" "))
                .replaceAll("")
                .strip();
    }

    /**
     * A text that is not longer than so many bytes of UTF-8. A longer one ends in "…", after the last character, as
     * people see them, for which there is room.
     */
    public static String cut(String text, int bytesMax) {
        if (text.length() * 3L <= bytesMax || text.getBytes(UTF_8).length <= bytesMax) {
            return text;
        }
        int room = bytesMax - MORE.getBytes(UTF_8).length;
        Matcher character = CHARACTER.matcher(text);
        int end = 0;
        for (int bytes = 0; character.find(); end = character.end()) {
            bytes += character.group().getBytes(UTF_8).length;
            if (bytes > room) {
                break;
            }
        }
        return room < 0 ? "" : text.substring(0, end).stripTrailing() + MORE;
    }
}
