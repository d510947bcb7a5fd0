package io.hongyan.history.media.postgres;

import static io.hongyan.history.archive.ArchiveDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.hongyan.history.archive.ArchiveDatabase;
import io.hongyan.history.media.MediaItem;
import io.hongyan.history.media.MediaItem.Picture;
import io.hongyan.history.media.MediaItem.Thumbnail;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MediaItemsTest {

    private static final Random RANDOM = new Random(7);
    private static final int MOST = 3;

    private static ArchiveDatabase database;

    private MediaItems items;

    @BeforeAll
    static void connect() {
        database = new ArchiveDatabase();
    }

    @AfterAll
    static void disconnect() {
        database.close();
    }

    @BeforeEach
    void beginAnew() {
        await(database.pool().query("TRUNCATE media").execute());
        items = new MediaItems(database.pool());
    }

    @Test
    void theSameBytesOfTheSameUserAreOneUpload() {
        MediaItem first = begin("ann", 1);

        MediaItem again = begin("ann", 1);
        MediaItem others = begin("ben", 1);
        MediaItem other = begin("ann", 2);

        assertThat(again).isEqualTo(first);
        assertThat(others.mediaId()).isNotEqualTo(first.mediaId());
        assertThat(other.mediaId()).isNotEqualTo(first.mediaId());
        assertThat(await(items.find(first.mediaId()))).contains(first);
        assertThat(await(items.find("0123456789abcdefghjkmnpqrs"))).isEmpty();
    }

    @Test
    void asManyAreUnderWayAsMayBe() {
        MediaItem first = begin("ann", 1);
        begin("ann", 2);
        begin("ann", 3);

        assertThat(await(items.begin(announced("ann", 4), 1, MOST))).isEmpty();
        assertThat(await(items.begin(announced("ben", 4), 1, MOST))).isPresent();
        assertThat(begin("ann", 1)).isEqualTo(first);

        assertThat(await(items.ready(first.checked(Picture.UNKNOWN)))).isTrue();

        assertThat(await(items.begin(announced("ann", 4), 1, MOST))).isPresent();
    }

    @Test
    void thatIsSoHoweverManyBeginAtOnce() {
        var all = IntStream.range(0, 30)
                .mapToObj(i -> items.begin(announced("cat", i % 10), 1, MOST))
                .toList();

        var begun = await(Uni.join().all(all).andFailFast());

        assertThat(begun.stream()
                        .flatMap(Optional::stream)
                        .map(MediaItem::mediaId)
                        .distinct())
                .hasSize(MOST);
    }

    @Test
    void whatWasFoundOutIsKept() {
        MediaItem plain = begin("ann", 1);
        MediaItem picture = begin("ann", 2);
        MediaItem checked = picture.checked(new Picture(7, 5, new Thumbnail("image/png", 90, 3, 2)));

        await(items.ready(checked));
        await(items.ready(plain.checked(Picture.UNKNOWN)));

        assertThat(await(items.find(picture.mediaId()))).contains(checked);
        assertThat(await(items.find(plain.mediaId()))).contains(plain.checked(Picture.UNKNOWN));
        assertThat(begin("ann", 2)).isEqualTo(checked);
    }

    @Test
    void uploadsWithWhichNobodyGoesOnAreForgotten() {
        MediaItem old = await(items.begin(announced("ann", 1), 10, MOST)).orElseThrow();
        MediaItem finished = await(items.begin(announced("ann", 2), 10, MOST)).orElseThrow();
        MediaItem goneOnWith = await(items.begin(announced("ann", 3), 10, MOST)).orElseThrow();
        await(items.ready(finished.checked(Picture.UNKNOWN)));
        await(items.begin(announced("ann", 3), 20, MOST));

        assertThat(await(items.forgetUnfinished(20, 100))).containsExactly(old.mediaId());
        assertThat(await(items.forgetUnfinished(20, 100))).isEmpty();

        assertThat(await(items.find(goneOnWith.mediaId()))).isPresent();
        assertThat(await(items.find(finished.mediaId()))).isPresent();
        assertThat(await(items.ready(old.checked(Picture.UNKNOWN)))).isFalse();
    }

    @Test
    void onlyWhatIsNotFinishedIsRemoved() {
        MediaItem refused = begin("ann", 1);
        MediaItem finished = begin("ann", 2);
        await(items.ready(finished.checked(Picture.UNKNOWN)));

        await(items.remove(refused.mediaId()));
        await(items.remove(finished.mediaId()));

        assertThat(await(items.find(refused.mediaId()))).isEmpty();
        assertThat(await(items.find(finished.mediaId()))).isPresent();
    }

    private MediaItem begin(String user, int content) {
        return await(items.begin(announced(user, content), 1, MOST)).orElseThrow();
    }

    private static MediaItem announced(String user, int content) {
        byte[] hash = new byte[32];
        hash[0] = (byte) content;
        return new MediaItem(
                MediaItem.newId(RANDOM), user, "image/png", 7, ByteString.copyFrom(hash), false, Picture.UNKNOWN);
    }
}
