package io.hongyan.launcher.chat;

import io.hongyan.proto.search.v1.TextRange;
import java.util.List;

/** The part of a text in which a search has found something, with marks around what that is. Pure. */
final class Snippet {

    /** How much of the text stands before the first thing found, in code points. */
    private static final int BEFORE_MAX = 20;

    private static final int LENGTH_MAX = 80;

    private Snippet() {}

    /**
     * The part.
     *
     * @param ranges what was found, in code points, ascending and apart
     */
    static String of(String text, List<TextRange> ranges) {
        int[] codePoints = text.codePoints().toArray();
        int first = ranges.isEmpty() ? 0 : Math.clamp(ranges.getFirst().getStart(), 0, codePoints.length);
        int from = first <= BEFORE_MAX ? 0 : first - BEFORE_MAX;
        int to = Math.min(codePoints.length, from + LENGTH_MAX);
        var snippet = new StringBuilder(from > 0 ? "…" : "");
        for (int at = from; at < to; at++) {
            int here = at;
            if (ranges.stream().anyMatch(range -> range.getStart() == here)) {
                snippet.append('[');
            }
            snippet.appendCodePoint(codePoints[at]);
            if (ranges.stream().anyMatch(range -> end(range, to) == here + 1)) {
                snippet.append(']');
            }
        }
        return snippet.append(to < codePoints.length ? "…" : "").toString();
    }

    /** What is longer than the part ends with it. */
    private static int end(TextRange range, int to) {
        return range.getStart() < to ? Math.min(range.getStart() + range.getLength(), to) : -1;
    }
}
