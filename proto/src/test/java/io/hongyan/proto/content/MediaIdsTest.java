package io.hongyan.proto.content;

import static io.hongyan.proto.content.Examples.file;
import static io.hongyan.proto.content.Examples.image;
import static io.hongyan.proto.content.Examples.location;
import static io.hongyan.proto.content.Examples.media;
import static io.hongyan.proto.content.Examples.of;
import static io.hongyan.proto.content.Examples.video;
import static io.hongyan.proto.content.Examples.voice;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.content.v1.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaIdsTest {

    private static final String ID = "0123456789abcdefghjkmnpqrs";

    @Test
    void mediaOfTheSuiteItselfHaveAnIdInsteadOfAUrl() {
        assertThat(objection(of(image().setMedia(media("image/png").setMediaId(ID)))))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123", "0123456789ABCDEFGHJKMNPQRS", "../../../../../etc/passwd.", ID + "0"})
    void whatIsNoIdIsRefused(String id) {
        Objection objection = objection(of(file().setMedia(media("a/b").setMediaId(id))));

        assertThat(objection).isNotNull();
        assertThat(objection.sentence()).startsWith("content.file.media.media_id");
    }

    @Test
    void theMediaThatAContentCarriesAreFoundInEveryKind() {
        assertThat(MediaIds.carriedBy(of(image().setMedia(media("image/png").setMediaId(ID)))))
                .contains(ID);
        assertThat(MediaIds.carriedBy(of(voice().setMedia(media("audio/ogg").setMediaId(ID)))))
                .contains(ID);
        assertThat(MediaIds.carriedBy(of(video().setMedia(media("video/mp4").setMediaId(ID)))))
                .contains(ID);
        assertThat(MediaIds.carriedBy(of(file().setMedia(media("a/b").setMediaId(ID)))))
                .contains(ID);
        assertThat(MediaIds.carriedBy(of(image()))).isEmpty();
        assertThat(MediaIds.carriedBy(of(location()))).isEmpty();
        assertThat(MediaIds.carriedBy(Content.getDefaultInstance())).isEmpty();
    }

    private static Objection objection(Content content) {
        return ContentRules.objection(content, 500, 32_768);
    }
}
