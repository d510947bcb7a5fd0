package io.hongyan.launcher.page;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A file of the page. */
final class PageFile {

    private static final String FOLDER = "/hongyan-web/";
    private static final String START = "index.html";

    /** One name without folders: nothing that could lead out of the page's own. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+\\.(html|js|css|svg)");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private final byte[] bytes;
    private final String type;

    private PageFile(byte[] bytes, String type) {
        this.bytes = bytes;
        this.type = type;
    }

    /** The file that a path names, if it is one of the page's. */
    static Optional<PageFile> at(String path) throws IOException {
        String name = path.equals("/") ? START : path.substring(1);
        var parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try (InputStream file = PageFile.class.getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                return Optional.empty();
            }
            return Optional.of(new PageFile(file.readAllBytes(), TYPES.getOrDefault(parts.group(1), "")));
        }
    }

    /** What is in it. */
    byte[] bytes() {
        return bytes.clone();
    }

    /** Its media type. */
    String type() {
        return type;
    }

    /** What tells this content from others, quoted as HTTP wants it. */
    String tag() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(digest, 0, 8) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
