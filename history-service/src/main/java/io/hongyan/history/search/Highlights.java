package io.hongyan.history.search;

import io.hongyan.history.search.Terms.Term;
import io.hongyan.history.search.Wanted.Part;
import io.hongyan.history.search.Wanted.Phrase;
import io.hongyan.proto.search.v1.TextRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a text says what somebody looks for. */
final class Highlights {

    /** As many as the contract says. */
    static final int MAX = 100;

    /** A part of a text in UTF-16 units. */
    private record Span(int start, int end) {}

    private final Map<Integer, List<Term>> byPosition = new HashMap<>();
    private final List<Term> terms;

    private Highlights(List<Term> terms) {
        this.terms = terms;
        terms.forEach(term -> byPosition
                .computeIfAbsent(term.position(), absent -> new ArrayList<>())
                .add(term));
    }

    /** The parts, ascending and apart; empty if the text has not all of what is looked for. */
    static Optional<List<TextRange>> of(String text, Wanted wanted) {
        var highlights = new Highlights(Terms.of(text));
        List<Span> spans = new ArrayList<>();
        for (Phrase phrase : wanted.phrases()) {
            List<Span> of = highlights.spans(phrase);
            if (of.isEmpty()) {
                return Optional.empty();
            }
            spans.addAll(of);
        }
        return Optional.of(ranges(spans));
    }

    private List<Span> spans(Phrase phrase) {
        List<Span> spans = new ArrayList<>();
        Part first = phrase.parts().getFirst();
        for (Term begin : terms) {
            if (first.is(begin)) {
                int end = end(phrase, begin);
                if (end > 0) {
                    spans.add(new Span(begin.start(), end));
                }
            }
        }
        return spans;
    }

    /** Where a phrase ends that begins with a term; 0 if it does not go on so. */
    private int end(Phrase phrase, Term begin) {
        int end = begin.end();
        for (Part part : phrase.parts()) {
            Optional<Term> there = byPosition.getOrDefault(begin.position() + part.offset(), List.of()).stream()
                    .filter(part::is)
                    .findFirst();
            if (there.isEmpty()) {
                return 0;
            }
            end = Math.max(end, there.get().end());
        }
        return end;
    }

    private static List<TextRange> ranges(List<Span> spans) {
        spans.sort(Comparator.comparingInt(Span::start).thenComparingInt(Span::end));
        List<Span> apart = new ArrayList<>();
        for (Span span : spans) {
            if (!apart.isEmpty() && span.start() <= apart.getLast().end()) {
                Span before = apart.removeLast();
                apart.add(new Span(before.start(), Math.max(before.end(), span.end())));
            } else {
                apart.add(span);
            }
        }
        return apart.stream()
                .limit(MAX)
                .map(span -> TextRange.newBuilder()
                        .setStart(span.start())
                        .setLength(span.end() - span.start())
                        .build())
                .toList();
    }
}
