package io.hongyan.presence.memory.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Lua script. All keys of one call carry the same hash tag, so that it runs on one node of a cluster.
 *
 * @param source its text
 * @param sha1 its name in Redis's cache of scripts
 */
public record Script(String source, String sha1) {

    /** A script made of resources in the folder {@code redis}, one after the other. */
    public static Script of(String... names) {
        String source = Stream.of(names).map(Script::read).collect(Collectors.joining("\n"));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(source.getBytes(UTF_8));
            return new Script(source, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1.", e);
        }
    }

    private static String read(String name) {
        try (InputStream resource = Script.class.getResourceAsStream("/redis/" + name + ".lua")) {
            if (resource == null) {
                throw new IllegalArgumentException("There is no script " + name);
            }
            return new String(resource.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read script " + name, e);
        }
    }
}
