package io.hongyan.message.sequencer;

import java.util.regex.Pattern;

/** What somebody may react with. */
final class Emoji {

    /** Families of four with skin tones have 41 UTF-16 units, the flags of regions 14. */
    private static final int UNITS_MAX = 64;

    private static final Pattern OWN = Pattern.compile(":[a-z0-9_+-]{1,32}:");

    /** One character as people see it: an extended grapheme cluster of Unicode's annex 29. */
    private static final Pattern CHARACTER = Pattern.compile("\\X");

    /** A digit is an emoji only as the base of a keycap, which ends with this. */
    private static final int KEYCAP = 0x20E3;

    private Emoji() {}

    /** Whether this is one emoji, in whichever colours, or an app's own name between colons. */
    static boolean isOne(String emoji) {
        if (emoji.isEmpty() || emoji.length() > UNITS_MAX) {
            return false;
        }
        return OWN.matcher(emoji).matches()
                || (isPicture(emoji) && CHARACTER.matcher(emoji).matches());
    }

    private static boolean isPicture(String emoji) {
        int first = emoji.codePointAt(0);
        return first < 0x80 ? emoji.codePointBefore(emoji.length()) == KEYCAP : Character.isEmoji(first);
    }
}
