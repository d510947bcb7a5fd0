package io.hongyan.history.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.hongyan.proto.content.MediaTypes;
import java.util.Set;

/**
 * Whether bytes begin as pictures of their type do. What is said to be a picture is shown by browsers and apps without being asked, so that
 * it has to be one. Of other types nothing is looked at: they are never shown, only stored.
 */
public final class PictureBytes {

    /** How many bytes from the beginning say it. */
    public static final int HEAD = 64;

    private static final Set<String> AVIF = Set.of("avif", "avis");
    private static final Set<String> HEIF = Set.of("heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1");

    private static final int BRANDS_FROM = 8;
    private static final int BRAND = 4;

    private PictureBytes() {}

    /**
     * Whether they may be of that type.
     *
     * @param head the first {@link #HEAD} bytes, or all where there are fewer
     */
    public static boolean fit(String contentType, byte[] head) {
        if (!MediaTypes.isPicture(contentType)) {
            return true;
        }
        String begin = new String(head, ISO_8859_1);
        return switch (contentType) {
            case "image/jpeg" -> begin.startsWith("\u00ff\u00d8\u00ff");
            case "image/png" -> begin.startsWith("\u0089PNG\r\n\u001a\n");
            case "image/gif" -> begin.startsWith("GIF87a") || begin.startsWith("GIF89a");
            case "image/webp" -> begin.startsWith("RIFF") && begin.startsWith("WEBP", BRANDS_FROM);
            case "image/avif" -> isBranded(begin, AVIF);
            default -> isBranded(begin, HEIF);
        };
    }

    /** ISO/IEC 14496-12: a box "ftyp" with a major brand, a version, and the brands it is compatible with. */
    private static boolean isBranded(String begin, Set<String> brands) {
        if (!begin.startsWith("ftyp", BRAND)) {
            return false;
        }
        for (int at = BRANDS_FROM; at + BRAND <= begin.length(); at += BRAND) {
            if (brands.contains(begin.substring(at, at + BRAND))) {
                return true;
            }
        }
        return false;
    }
}
