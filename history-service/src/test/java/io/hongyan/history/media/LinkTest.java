package io.hongyan.history.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.history.media.Link.Purpose;
import io.hongyan.proto.content.MediaIds;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinkTest {

    private static final String ID = "0123456789abcdefghjkmnpqrs";

    @Test
    void aLinkIsReadFromWhatItIsMadeOf() {
        assertThat(Link.of(ID, "upload", "17")).contains(new Link(Purpose.UPLOAD, ID, 17));
        assertThat(Link.of(ID, "thumbnail", "0")).contains(new Link(Purpose.THUMBNAIL, ID, 0));
        assertThat(new Link(Purpose.DOWNLOAD, ID, 17).url("https://media.example", "x_y-z"))
                .isEqualTo("https://media.example/v1/media/" + ID + "?for=download&expires=17&signature=x_y-z");
    }

    @Test
    void whatIsNoneIsNotRead() {
        assertThat(Link.of("../../../../etc/passwd", "download", "17")).isEmpty();
        assertThat(Link.of(ID + "/..", "download", "17")).isEmpty();
        assertThat(Link.of(ID, "delete", "17")).isEmpty();
        assertThat(Link.of(ID, null, "17")).isEmpty();
        assertThat(Link.of(ID, "download", "-1")).isEmpty();
        assertThat(Link.of(ID, "download", "9".repeat(19))).isEmpty();
        assertThat(Link.of(ID, "download", null)).isEmpty();
    }

    @Test
    void noTwoLinksAreSignedAlike() {
        Set<String> signed = new HashSet<>();
        for (Purpose purpose : Purpose.values()) {
            for (long expires : new long[] {1, 11, 111}) {
                signed.add(new Link(purpose, ID, expires).signed());
                signed.add(new Link(purpose, ID.replace('s', 't'), expires).signed());
            }
        }

        assertThat(signed).hasSize(Purpose.values().length * 6);
    }

    @Test
    void aLinkEndsWhenItSays() {
        var link = new Link(Purpose.DOWNLOAD, ID, 17);

        assertThat(link.hasExpired(16)).isFalse();
        assertThat(link.hasExpired(17)).isTrue();
    }

    @Test
    void idsHaveTheirFormAndAreNeverTheSame() {
        var random = new Random(7);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            ids.add(MediaItem.newId(random));
        }

        assertThat(ids).hasSize(1_000).allMatch(MediaIds::isOne);
    }
}
