package io.hongyan.connector.frame.protobuf;

import io.hongyan.connector.frame.Decoded;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes frames out of a stream in which each is preceded by its length as a varint of at most 5 bytes. Fed chunks as they
 * come and asked for frames one by one, so that whoever is busy can leave the rest for later.
 *
 * <p>Holds nothing between frames, and a part of a frame in memory that grows with what came, not with what the length
 * promises. After something {@link Decoded.Broken} there is nothing more. Not for use by several threads.
 */
public final class DelimitedReader {

    private static final byte[] NOTHING = {};
    private static final int PREFIX_BYTES_MAX = 5;

    private final int frameBytesMax;
    private byte[] bytes = NOTHING;
    private int at;
    private int end;
    private boolean ours; // whether bytes is our own copy, or a chunk lent by the socket
    private boolean broken;

    /** A reader that takes frames of at most that many bytes, the length before them not counted. */
    public DelimitedReader(int frameBytesMax) {
        this.frameBytesMax = frameBytesMax;
    }

    /** Takes a chunk. It is not copied unless a frame is cut at its end; it must not change until all frames are taken. */
    public void feed(byte[] chunk, int offset, int length) {
        if (broken || length == 0) {
            return;
        }
        if (at == end) {
            bytes = chunk;
            at = offset;
            end = offset + length;
            ours = false;
            return;
        }
        int kept = end - at;
        if (!ours || bytes.length - end < length) {
            keep(Math.max(kept + length, ours ? Math.min(2 * kept, frameBytesMax + PREFIX_BYTES_MAX) : 0));
        }
        System.arraycopy(chunk, offset, bytes, end, length);
        end += length;
    }

    /** The next frame, or null if it is not complete yet. */
    public @Nullable Decoded next() {
        if (broken) {
            return null;
        }
        long length = 0;
        int start = at;
        for (int read = 0; ; read++) {
            if (read == PREFIX_BYTES_MAX) {
                return broken(Decoded.malformed("the length before a frame has more than 5 bytes"));
            }
            if (start == end) {
                return incomplete();
            }
            byte next = bytes[start++];
            length |= (next & 0x7fL) << (7 * read);
            if (next >= 0) {
                break;
            }
        }
        if (length > frameBytesMax) {
            return broken(Decoded.tooLarge(length, frameBytesMax));
        }
        return end - start < length ? incomplete() : take(start, (int) length);
    }

    /** How many bytes have come that are not yet part of a frame taken. */
    public int bytesHeld() {
        return end - at;
    }

    private Decoded take(int start, int length) {
        Decoded frame = ProtobufFrames.decode(bytes, start, length);
        at = start + length;
        if (at == end) {
            letGo();
        }
        return frame instanceof Decoded.Broken bad ? broken(bad) : frame;
    }

    private @Nullable Decoded incomplete() {
        if (at < end && !ours) {
            keep(end - at);
        }
        return null;
    }

    private Decoded broken(Decoded.Broken why) {
        broken = true;
        letGo();
        return why;
    }

    private void letGo() {
        bytes = NOTHING;
        at = 0;
        end = 0;
        ours = false;
    }

    private void keep(int capacity) {
        byte[] copy = Arrays.copyOf(Arrays.copyOfRange(bytes, at, end), capacity);
        end -= at;
        at = 0;
        bytes = copy;
        ours = true;
    }
}
