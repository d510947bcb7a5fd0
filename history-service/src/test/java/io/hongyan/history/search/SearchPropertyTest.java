package io.hongyan.history.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.history.search.Terms.Kind;
import io.hongyan.history.search.Terms.Term;
import io.hongyan.proto.search.v1.TextRange;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Texts of all scripts, mixed: what is in them is found and highlighted, and nothing else is. */
class SearchPropertyTest {

    private static final List<String> PIECES = List.of(
            "geese",
            "Straße",
            "e\u0301clair",
            "ΑΒΓ",
            "й",
            "大雁",
            "雁",
            "飞行中",
            "タワー",
            "ｶﾞ",
            "안녕",
            "ไก่",
            "हिन्दी",
            "שָׁ",
            "مُ",
            "👩🏽‍💻",
            "🎉",
            "2️⃣",
            "\uD83D",
            "\uDE00",
            "\u0301",
            "\u200D",
            "\u00AD",
            "ﬁ",
            "İ",
            "ß",
            " ",
            " ",
            ",",
            "'",
            "\\",
            "\"",
            ":",
            "*",
            "&",
            "\u202E",
            "\0",
            "x");

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> piece = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.of(PIECES)),
                Tuple.of(1, Arbitraries.strings().all().ofMaxLength(3)));
        return piece.list().ofMaxSize(30).map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> written() {
        return Combinators.combine(texts(), texts()).as((one, other) -> one + other);
    }

    /** Each word, and what a script without spaces writes together, is found in the text that it is from. */
    @Property
    void whatATextSaysIsFoundThere(@ForAll("written") String text) {
        Set<String> all = lexemes(text);
        for (Term term : Terms.of(text)) {
            String said = text.substring(term.start(), term.end());
            // A sign that stands for a digit and a character goes on the word before it: alone it is another word.
            if (said.contains("\"") || !all.containsAll(lexemes(said))) {
                continue;
            }
            Wanted wanted = Wanted.of(said);
            assertThat(Highlights.of(text, wanted))
                    .as("“%s” in “%s”", said, text)
                    .isPresent();
        }
    }

    /** Ranges lie within the text, apart from each other, and do not cut a character. */
    @Property
    void rangesLieWithin(@ForAll("written") String text, @ForAll("texts") String wanted) {
        Highlights.of(text, Wanted.of(wanted)).ifPresent(ranges -> {
            int end = -1;
            for (TextRange range : ranges) {
                assertThat(range.getStart()).isGreaterThan(end);
                assertThat(range.getLength()).isPositive();
                end = range.getStart() + range.getLength();
                assertThat(end).isLessThanOrEqualTo(text.length());
            }
        });
    }

    /** Terms follow each other in the text, are not longer than may be, and have nothing in them that PostgreSQL reads. */
    @Property
    void termsAreInOrder(@ForAll("written") String text) {
        int position = 0;
        for (Term term : Terms.of(text)) {
            assertThat(term.position()).isBetween(position, position + 1).isLessThanOrEqualTo(Terms.POSITION_MAX);
            position = term.position();
            assertThat(term.start()).isBetween(0, term.end() - 1);
            assertThat(term.end()).isLessThanOrEqualTo(text.length());
            assertThat(term.lexeme().codePointCount(0, term.lexeme().length())).isBetween(1, Terms.WORD_MAX);
            assertThat(term.lexeme()).doesNotContain(":", "'", "\\", "\0", " ");
        }
    }

    /** It matters to nobody how somebody writes what is looked for: in capitals, decomposed or wide. */
    @Property
    void foldingTwiceIsFoldingOnce(@ForAll("written") String text) {
        String once = folded(text);

        assertThat(folded(once)).isEqualTo(once);
    }

    private static Set<String> lexemes(String text) {
        return Terms.of(text).stream().map(Term::lexeme).collect(Collectors.toSet());
    }

    private static String folded(String text) {
        return Terms.of(text).stream()
                .filter(term -> term.kind() == Kind.WORD)
                .map(Term::lexeme)
                .collect(Collectors.joining(" "));
    }
}
