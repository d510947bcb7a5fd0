package io.hongyan.history.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresentationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "image/svg+xml",
                "application/xhtml+xml",
                "application/javascript",
                "application/pdf",
                "text/xml"
            })
    void whatABrowserCouldRunIsSavedAsBytes(String type) {
        assertThat(Presentation.fields(type, 60))
                .containsEntry("Content-Type", "application/octet-stream")
                .containsEntry("Content-Disposition", "attachment")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Content-Security-Policy", "default-src 'none'; sandbox");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/jpeg", "image/webp", "audio/ogg", "video/mp4"})
    void picturesSoundsAndFilmsAreShown(String type) {
        assertThat(Presentation.fields(type, -1))
                .containsEntry("Content-Type", type)
                .containsEntry("Content-Disposition", "inline")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Cache-Control", "private, max-age=0");
    }
}
