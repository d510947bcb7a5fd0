package io.hongyan.history.search;

import io.hongyan.history.search.Terms.Term;
import io.hongyan.proto.events.v1.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is stored of a message so that it is found: a function of its event as the archive has it, and of nothing else.
 *
 * @param conversationId where it is
 * @param seq which it is
 * @param timeMs when it was sent, in milliseconds since 1970 UTC
 * @param words as PostgreSQL's {@code tsvector}
 */
public record SearchRow(String conversationId, long seq, long timeMs, String words) {

    /** As many places of one term as PostgreSQL keeps. */
    private static final int PLACES_MAX = 255;

    /** Longer than any id. */
    private static final int ABOUT_MAX = 200;

    /** Empty for what is no message, was taken back, or has nothing that could be looked for. */
    public static Optional<SearchRow> of(Event event) {
        if (!event.getMessageSent().hasContent()) {
            return Optional.empty();
        }
        return Searchable.of(event.getMessageSent().getContent()).flatMap(searchable -> {
            List<Term> terms = Terms.of(searchable.text());
            return terms.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new SearchRow(
                            event.getConversationId(),
                            event.getSeq(),
                            event.getTimeMs(),
                            words(terms) + beginnings(terms) + " " + about(event, searchable)));
        });
    }

    private static String words(List<Term> terms) {
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (Term term : terms) {
            List<Integer> of = places.computeIfAbsent(term.lexeme(), absent -> new ArrayList<>());
            if (of.size() < PLACES_MAX) {
                of.add(term.position());
            }
        }
        return places.entrySet().stream()
                .map(term -> Lexemes.quoted(term.getKey()) + ":"
                        + term.getValue().stream().map(String::valueOf).collect(Collectors.joining(",")))
                .collect(Collectors.joining(" "));
    }

    /** Of words that are longer, without positions: who looks for a beginning does not look for a phrase. */
    private static String beginnings(List<Term> terms) {
        Set<String> beginnings = new LinkedHashSet<>();
        for (Term term : terms) {
            int length = term.lexeme().codePointCount(0, term.lexeme().length());
            for (int letters = Wanted.BEGINNING_MIN; letters <= Wanted.BEGINNING_MAX && letters < length; letters++) {
                if (term.kind() == Terms.Kind.WORD) {
                    beginnings.add(term.lexeme().substring(0, term.lexeme().offsetByCodePoints(0, letters)));
                }
            }
        }
        return beginnings.stream()
                .map(letters -> " " + Lexemes.quoted(Lexemes.ofBeginning(letters)))
                .collect(Collectors.joining());
    }

    private static String about(Event event, Searchable searchable) {
        List<String> lexemes = new ArrayList<>(Lexemes.ofConversation(event.getConversationId()));
        lexemes.add(Lexemes.ofSender(event.getActor().getUserId()));
        lexemes.add(Lexemes.ofKind(searchable.kind().getNumber()));
        for (Windows.Level level : Windows.Level.values()) {
            lexemes.add(Lexemes.ofTime(level, level.number(event.getTimeMs())));
        }
        return lexemes.stream()
                .filter(SearchRow::canBeKept)
                .map(Lexemes::quoted)
                .collect(Collectors.joining(" "));
    }

    /** A sender whom PostgreSQL could not keep is nobody that can be looked for. */
    private static boolean canBeKept(String lexeme) {
        return lexeme.length() <= ABOUT_MAX && lexeme.indexOf('\0') < 0;
    }
}
