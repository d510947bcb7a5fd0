package io.hongyan.push.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Custom;
import io.hongyan.proto.content.v1.Entity;
import io.hongyan.proto.content.v1.EntityKind;
import io.hongyan.proto.content.v1.File;
import io.hongyan.proto.content.v1.Image;
import io.hongyan.proto.content.v1.Voice;
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
    void whatIsNoTextHasASignAndItsWords() {
        var content = Content.newBuilder();

        assertThat(Wording.body(content.setImage(Image.newBuilder().setCaption("the sea"))
                        .build()))
                .isEqualTo("📷 the sea");
        assertThat(Wording.body(content.setImage(Image.getDefaultInstance()).build()))
                .isEqualTo("📷");
        assertThat(Wording.body(content.setVoice(Voice.newBuilder().setDurationMs(64_001))
                        .build()))
                .isEqualTo("🎤 1:05");
        assertThat(Wording.body(
                        content.setFile(File.newBuilder().setName("a.pdf")).build()))
                .isEqualTo("📎 a.pdf");
    }

    @Test
    void whatIsHiddenUntilItIsTappedIsNotShown() {
        var spoiler = Entity.newBuilder().setKind(EntityKind.ENTITY_KIND_SPOILER);

        assertThat(Wording.body(Content.newBuilder()
                        .setText("it was him: Bob")
                        .addEntities(spoiler.setStart(12).setLength(3))
                        .build()))
                .isEqualTo("it was him: ▒▒▒");
        assertThat(Wording.body(Content.newBuilder()
                        .setText("short")
                        .addEntities(spoiler.setStart(4).setLength(9))
                        .build()))
                .isEqualTo("short");
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
