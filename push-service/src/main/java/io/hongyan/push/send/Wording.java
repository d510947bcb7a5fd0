package io.hongyan.push.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hongyan.proto.content.v1.Content;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What alerts say: one's own words, fit to be shown on a locked phone. */
public final class Wording {

    /** No provider carries more. */
    private static final int BODY_BYTES_MAX = 4096;

    private static final String MORE = "…";
    private static final Pattern CHARACTER = Pattern.compile("\\X"); // what people see as one, flags and families too
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n]]");
    private static final Pattern BREAKS = Pattern.compile("\\s*\\n\\s*");

    private Wording() {}

    /** What an alert can say of a message: its text, or what its app wants shown instead; may be empty. */
    public static String body(Content content) {
        String said = switch (content.getKindCase()) {
            case TEXT -> content.getText();
            case CUSTOM -> content.getCustom().getFallback();
            case KIND_NOT_SET -> "";
        };
        return cut(CONTROL.matcher(said).replaceAll("").strip(), BODY_BYTES_MAX);
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
