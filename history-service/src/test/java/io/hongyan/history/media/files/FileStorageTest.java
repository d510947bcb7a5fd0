package io.hongyan.history.media.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.hongyan.history.media.MediaItem;
import io.hongyan.history.media.MediaItem.Picture;
import io.hongyan.history.media.MediaItem.Thumbnail;
import io.hongyan.history.media.MediaSettings;
import io.hongyan.history.media.Storage.Checked;
import io.hongyan.history.media.http.Signer;
import io.hongyan.proto.media.v1.UploadPlan;
import io.vertx.core.Vertx;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads in a real folder, without the requests that bring them. */
class FileStorageTest {

    private static final String ID = "0123456789abcdefghjkmnpqrs";
    private static final Instant NOW = Instant.ofEpochMilli(1_000_000);
    private static final byte[] TEXT = "wild geese".getBytes(UTF_8);

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path root;

    private MediaFolder folder;
    private FileStorage storage;

    @BeforeEach
    void open() {
        folder = new MediaFolder(root, vertx);
        storage = new FileStorage(
                folder,
                new Signer("k".repeat(32)),
                "https://media.example",
                MediaSettings.of(Map.of()),
                vertx,
                () -> NOW);
    }

    @AfterEach
    void close() {
        join(vertx.close().toCompletionStage());
    }

    @Test
    void aPlanSaysHowMuchIsThere() throws IOException {
        MediaItem item = item("text/plain", TEXT);

        UploadPlan first = join(storage.plan(item));
        write(Arrays.copyOf(TEXT, 4));
        UploadPlan second = join(storage.plan(item));

        assertThat(first.getOffset()).isZero();
        assertThat(first.getBytesMax()).isEqualTo(TEXT.length);
        assertThat(first.getExpiresMs()).isEqualTo(1_000_000 + 3_600_000);
        assertThat(first.getUrl()).startsWith("https://media.example/v1/media/" + ID + "?for=upload&expires=4600000&");
        assertThat(second.getOffset()).isEqualTo(4);
        assertThat(second.getBytesMax()).isEqualTo(TEXT.length - 4);
        assertThat(second.getHeadersMap()).containsEntry("Upload-Offset", "4");
    }

    @Test
    void whatIsWholeAndSoundIsKeptAsItWasChecked() throws IOException {
        MediaItem item = item("text/plain", TEXT);
        write(TEXT);

        assertThat(join(storage.check(item))).isEqualTo(new Checked.Sound(Picture.UNKNOWN));

        assertThat(names()).containsExactly("whole");
        assertThat(folder.whole(ID)).hasBinaryContent(TEXT);
        assertThat(join(storage.check(item)))
                .as("asked again, since nobody heard the answer")
                .isEqualTo(new Checked.Sound(Picture.UNKNOWN));
        assertThat(join(storage.plan(item)).getBytesMax()).isZero();
    }

    /** Whoever still has the upload open writes to a file that nobody is shown. */
    @Test
    void nothingIsChangedAfterTheCheck() throws IOException {
        MediaItem item = item("text/plain", TEXT);
        write(TEXT);
        try (var open = Files.newByteChannel(folder.part(ID), StandardOpenOption.WRITE)) {
            join(storage.check(item));

            open.write(ByteBuffer.wrap("evil".getBytes(UTF_8)));
        }

        assertThat(folder.whole(ID)).hasBinaryContent(TEXT);
    }

    @Test
    void whatIsNotWholeIsIncomplete() throws IOException {
        MediaItem item = item("text/plain", TEXT);

        assertThat(join(storage.check(item))).isEqualTo(new Checked.Incomplete());
        write(Arrays.copyOf(TEXT, 4));
        assertThat(join(storage.check(item))).isEqualTo(new Checked.Incomplete());
        assertThat(names()).containsExactly("part");
    }

    @Test
    void otherBytesThanWereAnnouncedAreRefused() throws IOException {
        MediaItem item = item("text/plain", TEXT);
        write("tame geese".getBytes(UTF_8));

        assertThat(join(storage.check(item)))
                .isInstanceOfSatisfying(
                        Checked.Refused.class,
                        refused -> assertThat(refused.sentence()).contains("SHA-256"));
        assertThat(folder.whole(ID)).doesNotExist();
    }

    @Test
    void aPictureHasToBeginLikeOne() throws IOException {
        MediaItem item = item("image/png", TEXT);
        write(TEXT);

        assertThat(join(storage.check(item)))
                .isInstanceOfSatisfying(
                        Checked.Refused.class,
                        refused -> assertThat(refused.sentence()).contains("image/png"));
        assertThat(folder.whole(ID)).doesNotExist();
    }

    @Test
    void aPictureHasASmallOneBesideIt() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), "jpeg", bytes);
        MediaItem item = item("image/jpeg", bytes.toByteArray());
        write(bytes.toByteArray());

        Checked checked = join(storage.check(item));

        assertThat(checked).isInstanceOfSatisfying(Checked.Sound.class, sound -> {
            assertThat(sound.picture().width()).isEqualTo(640);
            assertThat(sound.picture().thumbnail()).extracting(Thumbnail::width).isEqualTo(320);
        });
        assertThat(names()).containsExactly("thumbnail", "whole");
        assertThat(storage.link(item, true).getUrl()).contains("for=thumbnail&expires=1300000&");
        assertThat(storage.link(item, false).getExpiresMs()).isEqualTo(1_300_000);
    }

    @Test
    void allOfItIsRemovedAndWhatIsNotThereToo() throws IOException {
        write(TEXT);

        join(storage.remove(ID));
        join(storage.remove(ID));

        assertThat(folder.of(ID)).doesNotExist();
        assertThat(root).exists();
    }

    @Test
    void noNameLeadsOutOfTheFolder() {
        for (String name : new String[] {"..", "../x", "/etc/passwd", "", "0123456789abcdefghjkmnpq/."}) {
            assertThatThrownBy(() -> folder.of(name)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(folder.of(ID)).isEqualTo(root.resolve("01").resolve(ID));
    }

    private void write(byte[] bytes) throws IOException {
        Files.createDirectories(folder.of(ID));
        Files.write(folder.part(ID), bytes);
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder.of(ID))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    private static MediaItem item(String type, byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new MediaItem(ID, "ann", type, bytes.length, ByteString.copyFrom(hash), false, Picture.UNKNOWN);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
