package io.hongyan.history.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * How a camera was held, as JPEG files say it (Exif 2.32, tag 0x0112): 1 to 8, where 1 is upright and each from 5 on has width and height
 * exchanged.
 */
public final class Orientation {

    /** Upright, or not said. */
    public static final int UPRIGHT = 1;

    /** How many bytes from the beginning say it: a segment has at most so many, and it comes first. */
    public static final int HEAD = 65_536 + 64;

    private static final int MIRRORED_ON_SIDE = 5;
    private static final int LAST = 8;

    private static final int SEGMENT = 0xFF;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP15 = 0xEF;

    private static final int TIFF_HEADER = 8;
    private static final String EXIF = "Exif\0\0";
    private static final int TAG = 0x0112;
    private static final int TAG_BYTES = 12;
    private static final int TAGS_MAX = 256;

    private Orientation() {}

    /** Whether width and height are exchanged. */
    public static boolean isOnSide(int orientation) {
        return orientation >= MIRRORED_ON_SIDE;
    }

    /** Reads it; {@link #UPRIGHT} where the bytes do not say it, or say nonsense. */
    public static int of(byte[] head) {
        int at = 2; // after the mark that it is a JPEG
        while (at + 4 <= head.length && (head[at] & 0xFF) == SEGMENT) {
            int marker = head[at + 1] & 0xFF;
            if (marker < APP0 || marker > APP15) {
                return UPRIGHT; // what concerns the whole file stands before everything else
            }
            int length = (head[at + 2] & 0xFF) << 8 | (head[at + 3] & 0xFF);
            int from = at + 4;
            int to = Math.min(at + 2 + length, head.length);
            if (marker == APP1 && to - from > EXIF.length() && startsWithExif(head, from)) {
                return ofTiff(head, from + EXIF.length(), to);
            }
            at += 2 + Math.max(2, length);
        }
        return UPRIGHT;
    }

    private static boolean startsWithExif(byte[] head, int from) {
        return new String(head, from, EXIF.length(), ISO_8859_1).equals(EXIF);
    }

    /** The directory of a TIFF header, whose places count from the header. */
    private static int ofTiff(byte[] head, int from, int to) {
        if (to - from < TIFF_HEADER) {
            return UPRIGHT;
        }
        boolean isLittle = head[from] == 'I';
        long directory = from + number(head, from + 4, 4, isLittle);
        if (directory + 2 > to) {
            return UPRIGHT;
        }
        long tags = Math.min(number(head, (int) directory, 2, isLittle), TAGS_MAX);
        for (long tag = directory + 2;
                tag < directory + 2 + tags * TAG_BYTES && tag + TAG_BYTES <= to;
                tag += TAG_BYTES) {
            if (number(head, (int) tag, 2, isLittle) == TAG) {
                int said = (int) number(head, (int) tag + 8, 2, isLittle);
                return said >= UPRIGHT && said <= LAST ? said : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    /** An unsigned number of so many bytes. */
    private static long number(byte[] head, int at, int bytes, boolean isLittle) {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number = number << 8 | (head[isLittle ? at + bytes - 1 - i : at + i] & 0xFF);
        }
        return number;
    }
}
