package io.hongyan.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Gives a Quarkus test the shared Redis, empty. */
public class RedisTestResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public final Map<String, String> start() {
        flush();
        return Map.of("quarkus.redis.hosts", "redis://localhost:" + TestServers.redisPort());
    }

    @Override
    public final void stop() {
        // The server is shared, and ends with the JVM.
    }

    /** Removes every key: what losing Redis looks like to a service. */
    public static void flush() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), TestServers.redisPort())) {
            socket.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("+OK".length());
            if (!new String(answer, StandardCharsets.US_ASCII).equals("+OK")) {
                throw new IOException("Redis does not flush.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot empty the Redis of the tests.", e);
        }
    }
}
