package io.hongyan.history.search;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What of a text can be found: words, where the script has spaces between them; where it has none, each character, and each
 * two that follow each other; and each emoji. Terms that follow each other in the text have positions that do.
 */
final class Terms {

    /** What is longer is cut: nobody types that much of a word, and PostgreSQL keeps no longer ones in an index. */
    static final int WORD_MAX = 64;

    /** As far as PostgreSQL counts positions. What comes later in a text is not found. */
    static final int POSITION_MAX = 16_383;

    private static final Set<UnicodeScript> UNSPACED = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.HANGUL, // has spaces, but particles and compounds without any
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private static final int LONG_SOUND = 0x30FC; // of kana, and of no script

    /** How a term came about. */
    enum Kind {
        /** Letters and digits between spaces or signs. */
        WORD,
        /** One character of a script without spaces. */
        SINGLE,
        /** Two of them that follow each other. */
        PAIR,
        /** An emoji. */
        SYMBOL
    }

    /**
     * Something that can be found.
     *
     * @param position from 1
     * @param start where in the text it begins, in UTF-16 units
     * @param end where it ends
     */
    record Term(Kind kind, String lexeme, int position, int start, int end) {}

    /** What a code point is part of. */
    private enum Part {
        WORD,
        UNSPACED,
        SYMBOL,
        NONE
    }

    private final Folded folded;
    private final List<Term> terms = new ArrayList<>();
    private int position;

    private Terms(Folded folded) {
        this.folded = folded;
    }

    /** The terms of a text, ascending by position. */
    static List<Term> of(String text) {
        return new Terms(Folded.of(text)).all();
    }

    private List<Term> all() {
        Part[] parts = parts();
        for (int from = 0; from < parts.length && position < POSITION_MAX; ) {
            int to = from + 1;
            while (to < parts.length && parts[to] == parts[from]) {
                to++;
            }
            switch (parts[from]) {
                case WORD -> word(from, to);
                case UNSPACED -> unspaced(from, to);
                case SYMBOL -> symbols(from, to);
                case NONE -> {}
            }
            from = to;
        }
        return terms;
    }

    private Part[] parts() {
        Part[] parts = new Part[folded.size()];
        for (int unit = 0; unit < parts.length; unit++) {
            int codePoint = folded.codePoint(unit);
            boolean isOnAnother = Folded.isMark(codePoint) && unit > 0;
            parts[unit] = isOnAnother ? parts[unit - 1] : part(codePoint);
        }
        return parts;
    }

    private static Part part(int codePoint) {
        if (Character.isLetterOrDigit(codePoint)
                || Folded.isMark(codePoint)
                || Character.getType(codePoint) == Character.LETTER_NUMBER) {
            return codePoint == LONG_SOUND || UNSPACED.contains(UnicodeScript.of(codePoint))
                    ? Part.UNSPACED
                    : Part.WORD;
        }
        return Character.isExtendedPictographic(codePoint) ? Part.SYMBOL : Part.NONE;
    }

    private void word(int from, int to) {
        position++;
        terms.add(term(Kind.WORD, from, Math.min(to, from + WORD_MAX), folded.end(to - 1)));
    }

    private void unspaced(int from, int to) {
        for (int unit = from; unit < to && position < POSITION_MAX; unit++) {
            position++;
            terms.add(term(Kind.SINGLE, unit, unit + 1, folded.end(unit)));
            if (unit + 1 < to) {
                terms.add(term(Kind.PAIR, unit, unit + 2, folded.end(unit + 1)));
            }
        }
    }

    private void symbols(int from, int to) {
        for (int unit = from; unit < to && position < POSITION_MAX; unit++) {
            position++;
            terms.add(term(Kind.SYMBOL, unit, unit + 1, folded.end(unit)));
        }
    }

    private Term term(Kind kind, int from, int to, int end) {
        var lexeme = new StringBuilder(to - from);
        for (int unit = from; unit < to; unit++) {
            lexeme.appendCodePoint(folded.codePoint(unit));
        }
        return new Term(kind, lexeme.toString(), position, folded.start(from), end);
    }
}
