package io.hongyan.launcher.process;

import io.hongyan.launcher.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** What links to media are signed with: drawn at the first start, and kept, so that links outlive a restart. */
final class MediaKey {

    private static final int BYTES = 32;

    private MediaKey() {}

    /** The key in a file, which is made if there is none. */
    static String at(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] key = new byte[BYTES];
                new SecureRandom().nextBytes(key);
                Files.createDirectories(file.getParent());
                Files.writeString(file, HexFormat.of().formatHex(key));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new LauncherException(
                    "The key of links to media cannot be kept in %s: %s".formatted(file, e.getMessage()), e);
        }
    }
}
