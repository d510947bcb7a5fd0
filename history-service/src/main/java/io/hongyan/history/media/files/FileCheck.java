package io.hongyan.history.media.files;

import com.google.protobuf.ByteString;
import io.hongyan.history.media.MediaItem;
import io.hongyan.history.media.PictureBytes;
import io.hongyan.history.media.Storage.Checked;
import io.hongyan.history.media.imageio.Thumbnails;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks at an upload while it copies it: what is checked is a file that nobody has open but this, so that whoever still writes to the upload
 * changes nothing of what is shown. Blocks.
 */
final class FileCheck {

    private static final int BUFFER = 65_536;

    private final MediaFolder folder;
    private final Thumbnails thumbnails;

    FileCheck(MediaFolder folder, Thumbnails thumbnails) {
        this.folder = folder;
        this.thumbnails = thumbnails;
    }

    Checked check(MediaItem item) throws IOException {
        Path part = folder.part(item.mediaId());
        Path uploaded = Files.exists(part) ? part : folder.whole(item.mediaId()); // checked before, and then forgotten
        if (!Files.exists(uploaded) || Files.size(uploaded) < item.sizeBytes()) {
            return new Checked.Incomplete();
        }
        Path copy = Files.createTempFile(folder.of(item.mediaId()), "checking-", "");
        try {
            return check(item, uploaded, copy);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private Checked check(MediaItem item, Path uploaded, Path copy) throws IOException {
        MessageDigest digest = sha256();
        byte[] head = copy(uploaded, copy, item.sizeBytes(), digest);
        if (!ByteString.copyFrom(digest.digest()).equals(item.sha256())) {
            return new Checked.Refused("The bytes are not those that were announced: their SHA-256 is another one.");
        }
        if (!PictureBytes.fit(item.contentType(), head)) {
            return new Checked.Refused("The bytes are not " + item.contentType() + ".");
        }
        Thumbnails.Made made = thumbnails.of(copy, item.contentType());
        if (made.picture().thumbnail() != null) {
            Files.write(folder.thumbnail(item.mediaId()), made.bytes());
        }
        Files.move(copy, folder.whole(item.mediaId()), StandardCopyOption.ATOMIC_MOVE);
        removeOthers(item.mediaId());
        return new Checked.Sound(made.picture());
    }

    /** Copies so many bytes, down to the disk, and returns the first ones. */
    private static byte[] copy(Path from, Path to, long bytes, MessageDigest digest) throws IOException {
        byte[] head = new byte[0];
        byte[] buffer = new byte[BUFFER];
        long left = bytes;
        try (InputStream in = Files.newInputStream(from);
                FileChannel out = FileChannel.open(to, StandardOpenOption.WRITE)) {
            while (left > 0) {
                int read = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
                if (read == 0) {
                    break; // shorter than it was: its hash says so
                }
                if (left == bytes) {
                    head = Arrays.copyOf(buffer, Math.min(read, PictureBytes.HEAD));
                }
                digest.update(buffer, 0, read);
                write(out, ByteBuffer.wrap(buffer, 0, read));
                left -= read;
            }
            out.force(true);
        }
        return head;
    }

    private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    /** What was uploaded, and what checks have left that were killed. */
    private void removeOthers(String mediaId) throws IOException {
        List<Path> kept = List.of(folder.whole(mediaId), folder.thumbnail(mediaId));
        try (Stream<Path> all = Files.list(folder.of(mediaId))) {
            for (Path other : all.filter(file -> !kept.contains(file)).toList()) {
                Files.deleteIfExists(other);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM cannot do SHA-256.", e);
        }
    }
}
