package io.hongyan.push.testing;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.hongyan.embedded.EmbeddedApns;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts the neighbours on real sockets, and gives them to the test's field of that type. */
public class NeighboursResource implements QuarkusTestResourceLifecycleManager {

    private final Neighbours neighbours = new Neighbours();
    private @Nullable Server grpc;
    private @Nullable EmbeddedApns apns;
    private @Nullable Vendors vendors;

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory("hongyan-apns-");
            EmbeddedApns mock = EmbeddedApns.start(
                    new EmbeddedApns.Settings(directory, 0), neighbours.alerts::add, neighbours::rejection);
            Server server = NettyServerBuilder.forAddress(new InetSocketAddress("localhost", 0))
                    .addService(neighbours.presence())
                    .addService(neighbours.unread())
                    .addService(neighbours.history())
                    .build()
                    .start();
            apns = mock;
            grpc = server;
            Vendors others = Vendors.start();
            vendors = others;
            Map<String, String> config = config(server.getPort(), mock);
            config.putAll(others.config());
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException("The neighbours did not start.", e);
        }
    }

    private static Map<String, String> config(int grpcPort, EmbeddedApns apns) {
        var config = new HashMap<String, String>();
        config.put("quarkus.http.test-port", "0");
        config.put("quarkus.otel.sdk.disabled", "false"); // everything works with tracing, too
        for (String client : new String[] {"presence", "unread", "history"}) {
            config.put("quarkus.grpc.clients." + client + ".host", "localhost");
            config.put("quarkus.grpc.clients." + client + ".test-port", Integer.toString(grpcPort));
        }
        config.put("hongyan.push.apns.enabled", "true");
        config.put("hongyan.push.apns.host", "localhost");
        config.put("hongyan.push.apns.port", Integer.toString(apns.port()));
        config.put(
                "hongyan.push.apns.trusted-certificate", apns.certificateFile().toString());
        config.put("hongyan.push.decision.confirm-within", "2500ms");
        config.put("hongyan.push.decision.grace", "100ms");
        config.put("hongyan.push.decision.bundle-within", "0s"); // each message on its own, whoever takes it up
        config.put("hongyan.push.decision.clear-after", "100ms");
        config.put("hongyan.push.decision.useful-for", "1h");
        config.put("hongyan.push.decision.kept-for", "2h");
        config.put("hongyan.push.decision.retry-first", "100ms");
        config.put("hongyan.push.decision.retry-max", "300ms");
        config.put("hongyan.push.send.batch-size", "10");
        config.put("hongyan.push.send.batches-max", "2");
        config.put("hongyan.push.send.patience", "50ms");
        config.put("hongyan.push.device.per-user-max", "3");
        config.put("hongyan.push.preference.conversations-max", "5");
        config.put("hongyan.push.provider.in-flight-max", "20");
        config.put("hongyan.push.provider.waiting-max", "60");
        config.put("hongyan.push.provider.failures-max", "5");
        config.put("hongyan.push.provider.rest-first", "200ms");
        config.put("hongyan.push.provider.rest-max", "500ms");
        config.put("hongyan.push.provider.credentials-every", "200ms");
        return config;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(neighbours, new TestInjector.MatchesType(Neighbours.class));
        injector.injectIntoFields(vendors, new TestInjector.MatchesType(Vendors.class));
    }

    @Override
    public void stop() {
        if (grpc != null) {
            grpc.shutdownNow();
        }
        if (apns != null) {
            apns.close();
        }
        if (vendors != null) {
            vendors.close();
        }
    }
}
