package io.hongyan.push.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Custom;
import org.junit.jupiter.api.Test;

class WordingTest {

    private static final String FAMILY = "👨‍👩‍👧‍👦"; // one character to the eye, 25 bytes

    @Test
    void textIsShownAsItIsButForControlCharacters() {
        var content = Content.newBuilder()
                .setText("  two\u0000\u0007 words,\ntwo lines ")
                .build();

        assertThat(Wording.body(content)).isEqualTo("two words,\ntwo lines");
    }

    @Test
    void ofCustomContentTheFallbackIsShown() {
        var custom = Custom.newBuilder().setType("com.example.order/1").setFallback("An order");

        assertThat(Wording.body(Content.newBuilder().setCustom(custom).build())).isEqualTo("An order");
        assertThat(Wording.body(Content.getDefaultInstance())).isEmpty();
    }

    @Test
    void aLongTextEndsBetweenCharacters() {
        assertThat(Wording.cut("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Wording.cut("abcdefg", 6)).isEqualTo("abc…");
        assertThat(Wording.cut("ab" + FAMILY + "c", 28)).isEqualTo("ab" + FAMILY + "c");
        assertThat(Wording.cut("ab" + FAMILY + "cd", 28)).isEqualTo("ab…");
        assertThat(Wording.cut(FAMILY, 3)).isEqualTo("…");
        assertThat(Wording.cut(FAMILY, 2)).isEmpty();
    }

    @Test
    void aNameIsOneLine() {
        assertThat(Wording.line(" Night\n watch\u0000 ")).isEqualTo("Night watch");
    }
}
