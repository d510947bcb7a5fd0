package io.hongyan.history.media.imageio;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.history.media.MediaItem.Picture;
import io.hongyan.history.media.MediaItem.Thumbnail;
import io.hongyan.history.media.TurnedPhoto;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailsTest {

    private final Thumbnails thumbnails = new Thumbnails(10_000_000);

    @TempDir
    Path folder;

    @Test
    void aLargePictureHasASmallOneOfTheSameShape() throws IOException {
        Thumbnails.Made made = thumbnails.of(file(picture(2000, 1000, false), "jpeg"), "image/jpeg");

        assertThat(made.picture())
                .isEqualTo(new Picture(2000, 1000, new Thumbnail("image/jpeg", made.bytes().length, 320, 160)));
        assertThat(read(made).getWidth()).isEqualTo(320);
    }

    @Test
    void whatIsClearStaysClear() throws IOException {
        Thumbnails.Made made = thumbnails.of(file(picture(500, 1000, true), "png"), "image/png");

        assertThat(made.picture())
                .isEqualTo(new Picture(500, 1000, new Thumbnail("image/png", made.bytes().length, 160, 320)));
        assertThat(read(made).getColorModel().hasAlpha()).isTrue();
    }

    @Test
    void aSmallPictureIsNotMadeLarger() throws IOException {
        Thumbnails.Made made = thumbnails.of(file(picture(30, 20, false), "gif"), "image/gif");

        assertThat(made.picture().width()).isEqualTo(30);
        assertThat(read(made).getWidth()).isEqualTo(30);
    }

    @Test
    void aPhotoThatWasTakenOnItsSideStandsUpright() throws IOException {
        BufferedImage lying = picture(640, 320, false);
        for (int x = 0; x < 100; x++) {
            for (int y = 0; y < 320; y++) {
                lying.setRGB(x, y, Color.RED.getRGB()); // on the left, which is on top
            }
        }
        Path file = turned(file(lying, "jpeg"), 6);

        Thumbnails.Made made = thumbnails.of(file, "image/jpeg");

        BufferedImage small = read(made);
        assertThat(made.picture().width()).isEqualTo(320);
        assertThat(made.picture().height()).isEqualTo(640);
        assertThat(small.getHeight()).isEqualTo(320);
        assertThat(new Color(small.getRGB(80, 10)).getRed()).isGreaterThan(200);
        assertThat(new Color(small.getRGB(80, 300)).getRed()).isLessThan(100);
    }

    /** 100,000 by 100,000 pixels in some hundred bytes: its header is read, and none of them. */
    @Test
    void aPictureThatUnpacksToTooMuchHasNone() throws IOException {
        byte[] bytes = Files.readAllBytes(file(picture(10, 10, false), "png"));
        for (int at : new int[] {16, 20}) {
            bytes[at] = 0;
            bytes[at + 1] = 1;
            bytes[at + 2] = (byte) 0x86;
            bytes[at + 3] = (byte) 0xA0;
        }
        Path bomb = Files.write(folder.resolve("bomb"), bytes);

        Thumbnails.Made made = thumbnails.of(bomb, "image/png");

        assertThat(made.picture()).isEqualTo(new Picture(100_000, 100_000, null));
        assertThat(made.bytes()).isEmpty();
    }

    @Test
    void whatIsBrokenHasNoneAndFailsNothing() throws IOException {
        var random = new Random(7);
        for (String format : new String[] {"jpeg", "png", "gif"}) {
            byte[] good = Files.readAllBytes(file(picture(64, 64, false), format));
            for (int i = 0; i < 200; i++) {
                byte[] bad = Arrays.copyOf(good, 1 + random.nextInt(good.length));
                for (int j = 0; j < 5; j++) {
                    bad[random.nextInt(bad.length)] = (byte) random.nextInt();
                }
                Path file = Files.write(folder.resolve("bad"), bad);

                Thumbnails.Made made = thumbnails.of(file, "image/" + format);

                assertThat(made.picture().thumbnail() == null).isEqualTo(made.bytes().length == 0);
            }
        }
    }

    @Test
    void othersHaveNone() throws IOException {
        Path file = Files.writeString(folder.resolve("text"), "geese");

        assertThat(thumbnails.of(file, "text/plain").picture()).isEqualTo(Picture.UNKNOWN);
        assertThat(thumbnails.of(file, "image/webp").picture()).isEqualTo(Picture.UNKNOWN);
    }

    private Path file(BufferedImage picture, String format) throws IOException {
        Path file = Files.createTempFile(folder, "", "." + format);
        assertThat(ImageIO.write(picture, format, file.toFile())).isTrue();
        return file;
    }

    /** The same with a segment that says how the camera was held. */
    private Path turned(Path jpeg, int orientation) throws IOException {
        byte[] plain = Files.readAllBytes(jpeg);
        byte[] said = TurnedPhoto.jpeg(ByteOrder.BIG_ENDIAN, orientation);
        var bytes = new ByteArrayOutputStream();
        bytes.write(said, 0, 8 + 36); // up to the end of the segment
        bytes.write(plain, 2, plain.length - 2);
        return Files.write(folder.resolve("turned"), bytes.toByteArray());
    }

    private static BufferedImage picture(int width, int height, boolean clear) {
        return new BufferedImage(width, height, clear ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    }

    private static BufferedImage read(Thumbnails.Made made) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(made.bytes()));
    }
}
