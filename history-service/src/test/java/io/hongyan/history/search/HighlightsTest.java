package io.hongyan.history.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found in which text, and where. */
class HighlightsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The geese fly south | geese | geese",
                "The Geese fly south | GEESE | Geese",
                "The geese fly south | gee | geese",
                "Straße nach Köln | strasse | Straße",
                "Straße nach Köln | koln | Köln",
                "Straße nach Koln | köln | Koln",
                "Ångström, œuvre, smørrebrød | smorrebrod | smørrebrød",
                "Ångström, œuvre, smørrebrød | oeuvre | œuvre",
                "fiancée | fiancee | fiancée",
                "Ἀθῆναι | αθηναι | Ἀθῆναι",
                "Ёлка стоит | елка | Ёлка",
                "ΣΊΣΥΦΟΣ | σίσυφος | ΣΊΣΥΦΟΣ",
                "İstanbul | istanbul | İstanbul",
                "ﬁnal ＡＢＣ | final | ﬁnal",
                "ﬁnal ＡＢＣ | abc | ＡＢＣ",
                "大雁向南飞 | 向南 | 向南",
                "大雁向南飞 | 大雁向南飞 | 大雁向南飞",
                "大雁向南飞 | 雁向南 | 雁向南",
                "大雁向南飞 | 飞 | 飞",
                "大雁向南飞 | 雁 | 雁",
                "東京タワーに行きました | タワー | タワー",
                "東京ﾀﾜｰ | タワー | ﾀﾜｰ",
                "ｶﾞﾝ | ガン | ｶﾞﾝ",
                "iPhone手机壳 | 手机 | 手机",
                "iPhone手机壳 | iphone | iPhone",
                "학교에서 만나요 | 학교 | 학교",
                "สวัสดีครับ | สวัสดี | สวัสดี",
                "ไก่ | ไก | ไก่",
                "हिन्दी में | हिन्दी | हिन्दी",
                "שָׁלוֹם לכם | שלום | שָׁלוֹם",
                "مُحَمَّد هنا | محمد | مُحَمَّد",
                "see https://example.com/a | example | example",
                "order 66 now | 66 | 66",
                "party 🎉 tonight | 🎉 | 🎉",
                "me 👩🏽‍💻 too | 👩 | 👩🏽‍💻",
                "flight 2️⃣ now | 2 | 2️⃣",
                "a 😀 geese | geese | geese",
            })
    void isFound(String text, String wanted, String highlighted) {
        assertThat(Found.in(text, wanted)).containsExactly(highlighted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The geese fly south | swans",
                "The geese fly south | geese swans",
                "The geese fly south | eese",
                "is it | i",
                "The geese fly south | ge",
                "大雁向南飞 | 南大",
                "大雁 向南 | 雁向",
                "大雁向南,向飞 | 南飞",
                "が | か",
                "geese | \"gees\"",
                "grey and geese | \"grey geese\"",
                "мой | мои",
            })
    void isNotFound(String text, String wanted) {
        assertThat(Found.in(text, wanted)).isNull();
    }

    @Test
    void allOfTheWordsAreHighlightedWhereverTheyAre() {
        assertThat(Found.in("geese fly, grey geese flying", "geese fly"))
                .containsExactly("geese", "fly", "geese", "flying");
    }

    @Test
    void quotedWordsAreFoundTogetherOnly() {
        assertThat(Found.in("grey geese, geese, Grey Geese", "\"grey geese\""))
                .containsExactly("grey geese", "Grey Geese");
        assertThat(Found.in("the 大雁 flies", "“the 大雁”")).containsExactly("the 大雁");
        assertThat(Found.in("grey geese", "\"grey geese"))
                .as("one quote says nothing")
                .containsExactly("grey", "geese");
    }

    @Test
    void whatOverlapsIsHighlightedOnce() {
        assertThat(Found.in("大大大雁", "大大 大雁")).containsExactly("大大大雁");
    }

    @Test
    void placesAreCountedInUnitsOfStrings() {
        var ranges = Highlights.of("😀😀 geese", Wanted.of("geese")).orElseThrow();

        assertThat(ranges)
                .extracting(range -> List.of(range.getStart(), range.getLength()))
                .containsExactly(List.of(5, 5));
    }

    @Test
    void noMoreThanAHundredPartsAreTold() {
        assertThat(Found.in("geese ".repeat(300), "geese")).hasSize(Highlights.MAX);
    }

    @Test
    void aLongWordIsFoundByItsBeginningAndByItself() {
        String word = "x".repeat(300);

        assertThat(Found.in("a " + word, word)).containsExactly(word);
        assertThat(Found.in("a " + word, "xxxxx")).containsExactly(word);
    }

    @Test
    void marksWithoutEndHarmNothing() {
        String zalgo = "g" + "\u0301".repeat(8_000) + "oose";

        assertThat(Found.in("a " + zalgo, "goose")).containsExactly(zalgo);
    }

    @Test
    void halfASurrogateIsNoLetter() {
        assertThat(Found.in("geese \uD83D fly", "fly")).containsExactly("fly");
        assertThat(Wanted.of("\uD83D").size()).isZero();
    }
}
