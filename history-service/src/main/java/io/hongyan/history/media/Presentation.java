package io.hongyan.history.media;

import io.hongyan.proto.content.MediaTypes;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How stored bytes are handed to browsers: as what they are where that is a picture, a sound or a film, else as bytes to be saved. Never
 * as a page, and never with a right to run anything.
 */
public final class Presentation {

    private static final String BYTES = "application/octet-stream";

    private Presentation() {}

    /**
     * The header fields of an answer that has the bytes.
     *
     * @param lifeSeconds how much longer the link is good, and the bytes may be kept by who has loaded them
     */
    public static Map<String, String> fields(String contentType, long lifeSeconds) {
        boolean isShown = isShown(contentType);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Content-Type", isShown ? contentType : BYTES);
        fields.put("Content-Disposition", isShown ? "inline" : "attachment");
        fields.put("X-Content-Type-Options", "nosniff");
        fields.put("Content-Security-Policy", "default-src 'none'; sandbox");
        fields.put("Cross-Origin-Resource-Policy", "cross-origin");
        fields.put("Referrer-Policy", "no-referrer");
        fields.put("Cache-Control", "private, max-age=" + Math.max(0, lifeSeconds));
        return fields;
    }

    private static boolean isShown(String contentType) {
        return MediaTypes.isPicture(contentType)
                || contentType.startsWith("audio/")
                || contentType.startsWith("video/");
    }
}
