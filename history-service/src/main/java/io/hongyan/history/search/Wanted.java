package io.hongyan.history.search;

import io.hongyan.history.search.Terms.Kind;
import io.hongyan.history.search.Terms.Term;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What somebody looks for: some phrases, all of which a text must have. A word outside of quotes is a phrase by itself, and if
 * it is not too short may be the beginning of a longer one; so is what a script writes without spaces, but as it is.
 */
final class Wanted {

    /** How many terms may be looked for: as many as a text of the greatest length can have words. */
    static final int TERMS_MAX = 100;

    /** Shorter words begin too many others. */
    static final int BEGINNING_MIN = 3;

    /**
     * Up to this length beginnings are terms themselves. PostgreSQL finds longer ones by gathering all words that begin so; of
     * short ones there are too many.
     */
    static final int BEGINNING_MAX = 5;

    private static final String QUOTES = "[\"\u201C\u201D\u201E\uFF02]";

    /**
     * Something that is to be at a place.
     *
     * @param beginning whether longer words that begin so are meant too
     * @param offset positions from the beginning of its phrase
     */
    record Part(String lexeme, boolean beginning, int offset) {

        /** As PostgreSQL's {@code tsquery}. */
        String query() {
            String itself = Lexemes.quoted(lexeme);
            if (!beginning) {
                return itself;
            }
            return length(lexeme) > BEGINNING_MAX
                    ? itself + ":*"
                    : itself + " | " + Lexemes.quoted(Lexemes.ofBeginning(lexeme));
        }

        /** Whether a term is it, wherever it is. */
        boolean is(Term term) {
            return beginning && term.kind() == Kind.WORD
                    ? term.lexeme().startsWith(lexeme)
                    : term.lexeme().equals(lexeme);
        }
    }

    /** What is to be together. */
    record Phrase(List<Part> parts) {}

    private final Set<Phrase> phrases = new LinkedHashSet<>();

    private Wanted() {}

    /** What a text looks for; nothing, if it has nothing that could be found. */
    static Wanted of(String text) {
        var wanted = new Wanted();
        String[] pieces = text.split(QUOTES, -1);
        for (int i = 0; i < pieces.length; i++) {
            boolean isQuoted = i % 2 == 1 && i < pieces.length - 1; // an odd one opens nothing
            List<Term> terms = Terms.of(pieces[i]);
            if (isQuoted) {
                wanted.add(terms, false);
            } else {
                wanted.addEach(terms);
            }
        }
        return wanted;
    }

    Set<Phrase> phrases() {
        return phrases;
    }

    /** How many terms it looks for. */
    int size() {
        return phrases.stream().mapToInt(phrase -> phrase.parts().size()).sum();
    }

    /** As PostgreSQL's {@code tsquery}. */
    String query() {
        return phrases.stream().map(Wanted::query).collect(Collectors.joining(" & "));
    }

    private static String query(Phrase phrase) {
        var query = new StringBuilder("(");
        int before = 0;
        for (Part part : phrase.parts()) {
            if (query.length() > 1) {
                query.append(" <").append(part.offset() - before).append("> ");
            }
            query.append(part.query());
            before = part.offset();
        }
        return query.append(')').toString();
    }

    private static int length(String lexeme) {
        return lexeme.codePointCount(0, lexeme.length());
    }

    /** Words and signs one by one; what is written without spaces together. */
    private void addEach(List<Term> terms) {
        List<Term> run = new ArrayList<>();
        for (Term term : terms) {
            boolean isUnspaced = term.kind() == Kind.SINGLE || term.kind() == Kind.PAIR;
            boolean goesOn = isUnspaced
                    && !run.isEmpty()
                    && (run.getLast().kind() == Kind.PAIR || run.getLast().position() == term.position());
            if (!goesOn) {
                add(run, true);
                run.clear();
            }
            run.add(term);
        }
        add(run, true);
    }

    private void add(List<Term> terms, boolean maybeBeginning) {
        if (terms.isEmpty()) {
            return;
        }
        List<Part> parts = new ArrayList<>();
        int first = terms.getFirst().position();
        for (Term term : covering(terms)) {
            boolean isBeginning = maybeBeginning && term.kind() == Kind.WORD && length(term.lexeme()) >= BEGINNING_MIN;
            parts.add(new Part(term.lexeme(), isBeginning, term.position() - first));
        }
        phrases.add(new Phrase(List.copyOf(parts)));
    }

    /** As few terms as say the same: of characters without spaces every other pair, and what is left over at the end. */
    private static List<Term> covering(List<Term> terms) {
        List<Term> covering = new ArrayList<>();
        int covered = 0; // up to which position
        for (int i = 0; i < terms.size(); i++) {
            Term term = terms.get(i);
            boolean hasPair = i + 1 < terms.size()
                    && terms.get(i + 1).kind() == Kind.PAIR
                    && terms.get(i + 1).position() == term.position();
            switch (term.kind()) {
                case WORD, SYMBOL -> covering.add(term);
                case SINGLE -> {
                    boolean isEndOfPair = i > 0 && terms.get(i - 1).kind() == Kind.PAIR;
                    if (!hasPair && !isEndOfPair) {
                        covering.add(term);
                    }
                }
                case PAIR -> {
                    boolean isLast = i + 2 >= terms.size() || terms.get(i + 2).kind() != Kind.PAIR;
                    if (covered < term.position() || (isLast && covered == term.position())) {
                        covering.add(term);
                        covered = term.position() + 1;
                    }
                }
            }
        }
        return covering;
    }
}
