package io.hongyan.history.media.quarkus;

import static io.hongyan.history.archive.ArchiveDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.hongyan.history.archive.ArchiveDatabase;
import io.hongyan.history.media.MediaItem;
import io.hongyan.history.media.MediaItem.Picture;
import io.hongyan.history.media.MediaSettings;
import io.hongyan.history.media.postgres.MediaItems;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaKeepingTest {

    private static final Random RANDOM = new Random(7);

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path root;

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void withoutADirectoryNothingIsKept() {
        assertThat(new MediaKeeping(MediaSettings.of(Map.of()), vertx).storage())
                .isEmpty();
    }

    @Test
    void whatIsMissingIsNamedAtTheStart() {
        assertRefused("key", null, "hongyan.history.media.key");
        assertRefused("key", "short", "hongyan.history.media.key");
        assertRefused("base-url", null, "hongyan.history.media.base-url");
        assertRefused("base-url", "media.example.com", "hongyan.history.media.base-url");
        assertRefused("base-url", "ftp://media.example.com", "hongyan.history.media.base-url");
        assertRefused("base-url", "https://media.example.com/?a=b", "hongyan.history.media.base-url");
        assertThat(new MediaKeeping(MediaSettings.of(settings()), vertx).storage())
                .isPresent();
    }

    @Test
    void uploadsWithWhichNobodyGoesOnAreRemovedWithTheirBytes() throws IOException {
        var config = MediaSettings.of(settings());
        var keeping = new MediaKeeping(config, vertx);
        var meters = new SimpleMeterRegistry();
        try (var database = new ArchiveDatabase()) {
            var items = new MediaItems(database.pool());
            long now = System.currentTimeMillis();
            MediaItem old = begin(items, 1, now - 25 * 3_600_000L);
            MediaItem fresh = begin(items, 2, now);
            Path oldPart = part(keeping, old);
            Path freshPart = part(keeping, fresh);

            int removed = await(new GivenUpUploads(keeping, items, config, meters)
                    .remove(keeping.storage().orElseThrow()));

            assertThat(removed).isEqualTo(1);
            assertThat(oldPart.getParent()).doesNotExist();
            assertThat(freshPart).exists();
            assertThat(await(items.find(old.mediaId()))).isEmpty();
            assertThat(await(items.find(fresh.mediaId()))).isPresent();
            assertThat(meters.counter("hongyan.media.uploads", "outcome", "given_up")
                            .count())
                    .isEqualTo(1);
        }
    }

    private void assertRefused(String key, @Nullable String value, String named) {
        Map<String, String> settings = new HashMap<>(settings());
        if (value == null) {
            settings.remove(key);
        } else {
            settings.put(key, value);
        }
        assertThatThrownBy(() -> new MediaKeeping(MediaSettings.of(settings), vertx))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    private Map<String, String> settings() {
        return Map.of(
                "directory", root.toString(),
                "key", "k".repeat(32),
                "base-url", "https://media.example.com/");
    }

    private static Path part(MediaKeeping keeping, MediaItem item) throws IOException {
        Path part = keeping.files().orElseThrow().folder().part(item.mediaId());
        Files.createDirectories(part.getParent());
        return Files.writeString(part, "geese");
    }

    private static MediaItem begin(MediaItems items, int content, long beginMs) {
        byte[] hash = new byte[32];
        hash[0] = (byte) content;
        var announced = new MediaItem(
                MediaItem.newId(RANDOM), "ann", "image/png", 7, ByteString.copyFrom(hash), false, Picture.UNKNOWN);
        return await(items.begin(announced, beginMs, 10)).orElseThrow();
    }
}
