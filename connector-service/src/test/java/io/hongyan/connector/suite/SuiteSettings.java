package io.hongyan.connector.suite;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/** Where the other services' doubles answer, and times that a test can wait for. */
public class SuiteSettings implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Map<String, String> config = new HashMap<>();
        String port = freePort();
        config.put(Doubles.PORT, port);
        for (String service : new String[] {"unread", "router", "presence", "history", "push", "moderation"}) {
            config.put("quarkus.grpc.clients." + service + ".test-port", port); // in tests Quarkus ignores the other
        }
        config.put("quarkus.otel.sdk.disabled", "false"); // everything works with tracing, too
        config.put("hongyan.connector.command.answer-max", "1s");
        config.put("hongyan.connector.command.delivered-window", "300ms");
        config.put("hongyan.connector.welcome.time-max", "2s");
        config.put("hongyan.connector.watch.settle", "20ms");
        config.put("hongyan.connector.slot.retry-min", "50ms");
        config.put("hongyan.moderation.enabled", "true");
        config.put("hongyan.moderation.on-failure", "refuse");
        return config;
    }

    @Override
    public void stop() {
        // The port is the application's.
    }

    private static String freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
