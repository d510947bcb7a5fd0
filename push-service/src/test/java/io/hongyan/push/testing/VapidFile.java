package io.hongyan.push.testing;

import com.interaso.webpush.VapidKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;

/** A file of VAPID keys as operators have it: two lines, the public and the private key. */
public final class VapidFile {

    private static final int PRIVATE_BYTES = 32;

    private VapidFile() {}

    /** Writes one with new keys. */
    public static Path write(Path file) throws IOException {
        return write(file, VapidKeys.generate());
    }

    public static Path write(Path file, VapidKeys keys) throws IOException {
        return Files.writeString(file, publicKey(keys) + "\n" + privateKey(keys) + "\n");
    }

    public static String publicKey(VapidKeys keys) {
        return encode(keys.getApplicationServerKey());
    }

    public static String privateKey(VapidKeys keys) {
        byte[] number = keys.getPrivateKey().getS().toByteArray(); // may have a sign before it, or be shorter
        byte[] raw = new byte[PRIVATE_BYTES];
        int length = Math.min(PRIVATE_BYTES, number.length);
        System.arraycopy(
                Arrays.copyOfRange(number, number.length - length, number.length),
                0,
                raw,
                PRIVATE_BYTES - length,
                length);
        return encode(raw);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
