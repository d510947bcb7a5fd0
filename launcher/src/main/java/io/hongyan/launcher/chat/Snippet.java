package io.hongyan.launcher.chat;

import io.hongyan.proto.search.v1.TextRange;
import java.util.List;

/** The part of a text in which a search has found something, with marks around what that is. Pure. */
final class Snippet {

    /** How much of the text stands before the first thing found, in UTF-16 units. */
    private static final int BEFORE_MAX = 20;

    private static final int LENGTH_MAX = 80;

    private Snippet() {}

    /**
     * The part.
     *
     * @param ranges what was found, in UTF-16 units, ascending and apart
     */
    static String of(String text, List<TextRange> ranges) {
        int first = ranges.isEmpty() ? 0 : Math.clamp(ranges.getFirst().getStart(), 0, text.length());
        int from = first <= BEFORE_MAX ? 0 : whole(text, first - BEFORE_MAX);
        int to = whole(text, Math.min(text.length(), from + LENGTH_MAX));
        var snippet = new StringBuilder(from > 0 ? "…" : "");
        for (int at = from; at < to; at++) {
            int here = at;
            if (ranges.stream().anyMatch(range -> range.getStart() == here)) {
                snippet.append('[');
            }
            snippet.append(text.charAt(at));
            if (ranges.stream().anyMatch(range -> end(range, to) == here + 1)) {
                snippet.append(']');
            }
        }
        return snippet.append(to < text.length() ? "…" : "").toString();
    }

    /** The same place, or one further: no character is cut in two. */
    private static int whole(String text, int at) {
        boolean isMiddle =
                at > 0 && at < text.length() && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
        return isMiddle ? at + 1 : at;
    }

    /** What is longer than the part ends with it. */
    private static int end(TextRange range, int to) {
        return range.getStart() < to ? Math.min(range.getStart() + range.getLength(), to) : -1;
    }
}
