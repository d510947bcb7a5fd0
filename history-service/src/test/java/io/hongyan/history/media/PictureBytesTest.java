package io.hongyan.history.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PictureBytesTest {

    private static final Map<String, String> HEADS = Map.of(
            "image/jpeg", "\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF",
            "image/png", "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR",
            "image/gif", "GIF89a\1\0",
            "image/webp", "RIFF\1\2\3\4WEBPVP8 ",
            "image/avif", "\0\0\0\u0020ftypavif\0\0\0\0",
            "image/heic", "\0\0\0\u0018ftypmif1\0\0\0\0mif1heic");

    @Test
    void eachTypeIsKnownByHowItBegins() {
        HEADS.forEach((type, head) ->
                assertThat(PictureBytes.fit(type, bytes(head))).as(type).isTrue());
    }

    @Test
    void noneIsTakenForAnother() {
        HEADS.keySet()
                .forEach(type -> HEADS.forEach((other, head) -> assertThat(PictureBytes.fit(type, bytes(head)))
                        .as("%s as %s", other, type)
                        .isEqualTo(type.equals(other))));
    }

    @Test
    void aPageIsNoPictureAndNeitherIsNothing() {
        HEADS.keySet().forEach(type -> {
            for (String head : List.of("", "<", "<html><script>", "\u00ff\u00d8", "RIFF1234", "\0\0\0\u0018ftyp")) {
                assertThat(PictureBytes.fit(type, bytes(head))).as(type).isFalse();
            }
        });
    }

    @Test
    void whatIsNotShownIsNotLookedAt() {
        assertThat(PictureBytes.fit("application/pdf", bytes("<html>"))).isTrue();
        assertThat(PictureBytes.fit("image/svg+xml", bytes("<svg>"))).isTrue();
    }

    private static byte[] bytes(String head) {
        return head.getBytes(ISO_8859_1);
    }
}
