package io.hongyan.history.search;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * A text as search compares it, code point by code point, each with the part of the text that it comes from: compatibility
 * forms are one (NFKC), letters are small, and what is optional to write is gone: diacritics of Latin, Greek and Cyrillic,
 * points of Hebrew and Arabic, and what is not seen. Marks of other scripts are vowels, and stay.
 *
 * <p>A part is a base with all its marks, or a whole sequence of emoji, so that no part of a text that is shown otherwise cuts
 * one.
 */
final class Folded {

    /** More marks than any writing has: what comes after them begins a part of its own. */
    private static final int PART_MAX = 32;

    private static final Set<UnicodeScript> MARKS_OPTIONAL = EnumSet.of(
            UnicodeScript.LATIN,
            UnicodeScript.GREEK,
            UnicodeScript.CYRILLIC,
            UnicodeScript.HEBREW,
            UnicodeScript.ARABIC);

    /** What decomposes into nothing, and is still written without its stroke or as two letters. */
    private static final Map<Integer, String> WRITTEN_OTHERWISE = Map.ofEntries(
            Map.entry((int) 'ø', "o"),
            Map.entry((int) 'ł', "l"),
            Map.entry((int) 'đ', "d"),
            Map.entry((int) 'ð', "d"),
            Map.entry((int) 'ħ', "h"),
            Map.entry((int) 'ı', "i"),
            Map.entry((int) 'æ', "ae"),
            Map.entry((int) 'œ', "oe"),
            Map.entry((int) 'þ', "th"),
            Map.entry((int) 'ß', "ss"));

    private static final int SHORT_I = 'й'; // a letter of its own, not an и with something optional
    private static final int TATWEEL = 0x640;
    private static final int JOINER = 0x200D;

    private int[] codePoints;
    private int[] starts;
    private int[] ends;
    private int size;

    private Folded(int capacity) {
        codePoints = new int[capacity];
        starts = new int[capacity];
        ends = new int[capacity];
    }

    static Folded of(String text) {
        var folded = new Folded(text.length());
        for (int at = 0; at < text.length(); ) {
            int end = partEnd(text, at);
            folded.part(text, at, end);
            at = end;
        }
        return folded;
    }

    int size() {
        return size;
    }

    int codePoint(int unit) {
        return codePoints[unit];
    }

    /** Where in the text the part begins that a code point comes from. */
    int start(int unit) {
        return starts[unit];
    }

    /** Where that part ends. */
    int end(int unit) {
        return ends[unit];
    }

    private static int partEnd(String text, int start) {
        int before = text.codePointAt(start);
        int end = start + Character.charCount(before);
        for (int taken = 1; end < text.length() && taken < PART_MAX; taken++) {
            int next = text.codePointAt(end);
            int length = Character.charCount(next);
            if (next == JOINER && Character.isExtendedPictographic(before)) {
                int joined = end + length;
                if (joined >= text.length() || !Character.isExtendedPictographic(text.codePointAt(joined))) {
                    return end;
                }
            } else if (!goesOn(before, next)) {
                return end;
            }
            end += length;
            before = isMark(next) || Character.isEmojiModifier(next) ? before : next;
        }
        return end;
    }

    private static boolean goesOn(int before, int next) {
        return isMark(next)
                || (before == JOINER && Character.isExtendedPictographic(next))
                || (Character.isExtendedPictographic(before) && Character.isEmojiModifier(next))
                || next == 0xFF9E // voiced, in half the width
                || next == 0xFF9F
                || (isJamoOfMiddleOrEnd(next) && UnicodeScript.of(before) == UnicodeScript.HANGUL);
    }

    static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    private static boolean isJamoOfMiddleOrEnd(int codePoint) {
        return (codePoint >= 0x1160 && codePoint <= 0x11FF) || (codePoint >= 0xD7B0 && codePoint <= 0xD7FF);
    }

    private void part(String text, int start, int end) {
        if (end - start == 1 && text.charAt(start) < 0x80) {
            add(Character.toLowerCase(text.charAt(start)), start, end);
            return;
        }
        String composed = Normalizer.normalize(text.substring(start, end), Form.NFKC);
        boolean optional = true; // marks on nothing
        for (int at = 0; at < composed.length(); ) {
            int codePoint = composed.codePointAt(at);
            at += Character.charCount(codePoint);
            if (isMark(codePoint)) {
                if (!optional && !isInvisible(codePoint)) {
                    add(codePoint, start, end);
                }
                continue;
            }
            if (isInvisible(codePoint) || Character.isEmojiModifier(codePoint)) {
                continue;
            }
            optional = MARKS_OPTIONAL.contains(UnicodeScript.of(codePoint));
            letter(Character.toLowerCase(Character.toUpperCase(codePoint)), optional, start, end);
        }
    }

    private void letter(int small, boolean optional, int start, int end) {
        String written = Character.toString(small);
        if (optional && small != SHORT_I) {
            written = Normalizer.normalize(written, Form.NFD);
        }
        written.codePoints()
                .filter(codePoint -> !optional || !isMark(codePoint))
                .forEach(codePoint -> {
                    String otherwise =
                            WRITTEN_OTHERWISE.get(codePoint); // without its marks: an æ with an accent is one
                    if (otherwise == null) {
                        add(codePoint, start, end);
                    } else {
                        otherwise.chars().forEach(each -> add(each, start, end));
                    }
                });
    }

    private static boolean isInvisible(int codePoint) {
        return codePoint == TATWEEL
                || Character.getType(codePoint) == Character.FORMAT
                || Character.getType(codePoint) == Character.ENCLOSING_MARK // a keycap is its digit
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F) // how the one before is to look
                || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    }

    private void add(int codePoint, int start, int end) {
        if (size == codePoints.length) { // some become longer
            codePoints = Arrays.copyOf(codePoints, 2 * size);
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        codePoints[size] = codePoint;
        starts[size] = start;
        ends[size] = end;
        size++;
    }
}
