package io.hongyan.history.media.imageio;

import io.hongyan.history.media.MediaItem.Picture;
import io.hongyan.history.media.MediaItem.Thumbnail;
import io.hongyan.history.media.Orientation;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import org.jboss.logging.Logger;

/**
 * Makes small pictures. How many pixels a picture has is read before any of them is, and of more than a few hundred in a row only every so-many-th
 * is kept: a picture that says to be huge costs its header. Blocks.
 */
public final class Thumbnails {

    /** The longer side of small pictures, in pixels. */
    public static final int SIDE = 320;

    private static final Logger LOG = Logger.getLogger(Thumbnails.class);

    /** The formats that are read, by media type; none is found out by looking at the bytes. */
    private static final Map<String, String> FORMATS =
            Map.of("image/jpeg", "jpeg", "image/png", "png", "image/gif", "gif");

    private final long pixelsMax;

    static {
        ImageIO.setUseCache(false); // no files of its own
    }

    /** Of pictures with at most so many pixels. */
    public Thumbnails(long pixelsMax) {
        this.pixelsMax = pixelsMax;
    }

    /**
     * A picture and, where one can be made, its small one.
     *
     * @param bytes the small picture; empty if there is none
     */
    public record Made(Picture picture, byte[] bytes) {

        private static final Made NOTHING = new Made(Picture.UNKNOWN, new byte[0]);
    }

    /** Looks at a file. What cannot be read as a picture has no small one; it is not this class's to refuse it. */
    public Made of(Path file, String contentType) {
        Optional<ImageReader> reader = reader(contentType);
        if (reader.isEmpty()) {
            return Made.NOTHING;
        }
        try (var input = new FileImageInputStream(file.toFile())) {
            reader.get().setInput(input, true, true);
            return of(reader.get(), contentType.equals("image/jpeg") ? orientation(file) : Orientation.UPRIGHT);
        } catch (IOException | RuntimeException e) { // readers throw anything at files that are broken
            LOG.debugf("A picture has no thumbnail: type=%s cause=%s", contentType, e);
            return Made.NOTHING;
        } finally {
            reader.get().dispose();
        }
    }

    private static Optional<ImageReader> reader(String contentType) {
        String format = FORMATS.get(contentType);
        if (format == null) {
            return Optional.empty();
        }
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        return readers.hasNext() ? Optional.of(readers.next()) : Optional.empty();
    }

    private Made of(ImageReader reader, int orientation) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        boolean isOnSide = Orientation.isOnSide(orientation);
        var large = new Picture(isOnSide ? height : width, isOnSide ? width : height, null);
        if ((long) width * height > pixelsMax) {
            return new Made(large, new byte[0]);
        }
        try {
            var param = reader.getDefaultReadParam();
            int step = Math.max(1, Math.max(width, height) / (2 * SIDE));
            param.setSourceSubsampling(step, step, 0, 0);
            return encoded(large, small(reader.read(0, param), orientation));
        } catch (IOException | RuntimeException e) {
            LOG.debugf("A picture has no thumbnail: cause=%s", e);
            return new Made(large, new byte[0]); // its size is known all the same
        }
    }

    /** Scaled down, never up, and turned upright. */
    private static BufferedImage small(BufferedImage read, int orientation) {
        double scale = Math.min(1.0, (double) SIDE / Math.max(read.getWidth(), read.getHeight()));
        int width = Math.max(1, (int) Math.round(read.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(read.getHeight() * scale));
        boolean isOnSide = Orientation.isOnSide(orientation);
        boolean isClear = read.getColorModel().hasAlpha();
        var small = new BufferedImage(
                isOnSide ? height : width,
                isOnSide ? width : height,
                isClear ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.transform(upright(orientation, width, height));
            graphics.drawImage(read, 0, 0, width, height, null);
        } finally {
            graphics.dispose();
        }
        return small;
    }

    /** From a picture of this size as it lies in the file to how it is to be seen. */
    private static AffineTransform upright(int orientation, int width, int height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }

    private static Made encoded(Picture large, BufferedImage small) throws IOException {
        boolean isClear = small.getColorModel().hasAlpha();
        var bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(small, isClear ? "png" : "jpeg", bytes)) {
            return new Made(large, new byte[0]);
        }
        var thumbnail =
                new Thumbnail(isClear ? "image/png" : "image/jpeg", bytes.size(), small.getWidth(), small.getHeight());
        return new Made(new Picture(large.width(), large.height(), thumbnail), bytes.toByteArray());
    }

    private static int orientation(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return Orientation.of(bytes.readNBytes(Orientation.HEAD));
        }
    }
}
