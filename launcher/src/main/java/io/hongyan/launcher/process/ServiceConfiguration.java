package io.hongyan.launcher.process;

import io.hongyan.launcher.LauncherException;
import io.hongyan.launcher.issuer.TokenIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What each service is told: the same keys that are set in production, with the addresses of this machine. */
final class ServiceConfiguration {

    /** The back end that may send through the API in development, and its secret. */
    static final String DEMO_SECRET_SHA256 = "cd577fe2561ebff23505db0bb006300c7cdecbd46bc0e03c449afafaca2c25bf";

    private final Layout layout;
    private final Deployment deployment;

    ServiceConfiguration(Layout layout, Deployment deployment) {
        this.layout = layout;
        this.deployment = deployment;
    }

    /** Writes the file that a process reads. */
    Path write(Replica replica) {
        Map<String, String> values = new LinkedHashMap<>(common(replica));
        values.putAll(own(replica));
        if (deployment.secured()) {
            values.putAll(new Peers(layout).of(replica.service()));
        }
        values.putAll(deployment.overrides());
        String text = values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\") + "\n")
                .collect(Collectors.joining("", "# Written at each start: changes here are lost.\n", ""));
        Path file = layout.configuration(replica);
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new LauncherException("The file %s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }

    private Map<String, String> common(Replica replica) {
        SuitePorts listening = deployment.listening(replica);
        SuitePorts ports = layout.ports();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("quarkus.http.host", "localhost");
        values.put("quarkus.http.port", Integer.toString(listening.of(replica.service())));
        values.put("kafka.bootstrap.servers", "localhost:" + ports.kafka());
        values.put("quarkus.grpc.server.host", "localhost");
        listening
                .grpcOf(replica.service())
                .ifPresent(port -> values.put("quarkus.grpc.server.port", Integer.toString(port)));
        values.put("hongyan.grpc.unread.port", Integer.toString(ports.messageGrpc()));
        values.put("hongyan.grpc.router.port", Integer.toString(ports.messageGrpc()));
        values.put("hongyan.grpc.presence.port", Integer.toString(ports.presenceGrpc()));
        values.put("hongyan.grpc.history.port", Integer.toString(ports.historyGrpc()));
        values.put("hongyan.grpc.push.port", Integer.toString(ports.pushGrpc()));
        return values;
    }

    private Map<String, String> own(Replica replica) {
        SuitePorts listening = deployment.listening(replica);
        SuitePorts ports = layout.ports();
        return switch (replica.service()) {
            case CONNECTOR -> {
                Map<String, String> values = new LinkedHashMap<>();
                values.put("hongyan.connector.socket.host", "localhost");
                values.put("hongyan.connector.socket.tcp-port", Integer.toString(listening.tcp()));
                values.put("hongyan.connector.socket.tls-port", Integer.toString(listening.tls()));
                values.put("hongyan.connector.socket.web-socket-port", Integer.toString(listening.webSocket()));
                values.put("hongyan.connector.socket.web-socket-tls-port", Integer.toString(listening.webSocketTls()));
                values.put(
                        "hongyan.connector.tls.certificate",
                        layout.tlsCertificate().toString());
                values.put("hongyan.connector.tls.key", layout.tlsKey().toString());
                values.put("hongyan.connector.login.jwks", layout.jwks().toUri().toString());
                values.put("hongyan.connector.login.issuer", TokenIssuer.ISSUER);
                values.put("hongyan.connector.login.audience", TokenIssuer.AUDIENCE);
                yield values;
            }
            case MESSAGE -> {
                Map<String, String> values = new LinkedHashMap<>(database("hongyan_message"));
                values.put(
                        "hongyan.message.sequencer.state-directory",
                        layout.state()
                                .resolve(replica.number() == 1 ? "sequencer" : "sequencer-" + replica.number())
                                .toString());
                values.put("hongyan.message.api.swagger-ui", "true");
                values.put("hongyan.message.api.credentials.\"demo\".secret-sha256", DEMO_SECRET_SHA256);
                values.put("hongyan.message.api.credentials.\"demo\".senders", "*");
                values.put("hongyan.message.api.credentials.\"demo\".may-revoke", "true");
                yield values;
            }
            case PRESENCE ->
                Map.of(
                        "quarkus.redis.hosts",
                        deployment.secured() ? Peers.redis(ports.redis()) : "redis://localhost:" + ports.redis());
            case HISTORY -> {
                Map<String, String> values = new LinkedHashMap<>(database("hongyan_history"));
                values.put("hongyan.history.media.directory", layout.media().toString());
                values.put("hongyan.history.media.key", MediaKey.at(layout.mediaKey()));
                values.put("hongyan.history.media.base-url", "http://localhost:" + listening.history());
                values.put(
                        "hongyan.history.media.origins",
                        "http://localhost:%1$d,http://127.0.0.1:%1$d".formatted(ports.page()));
                yield values;
            }
            case PUSH -> {
                Map<String, String> values = new LinkedHashMap<>(database("hongyan_push"));
                values.put("hongyan.push.apns.enabled", "true");
                values.put("hongyan.push.apns.host", "localhost");
                values.put("hongyan.push.apns.port", Integer.toString(ports.apns()));
                values.put(
                        "hongyan.push.apns.trusted-certificate",
                        layout.apns().resolve("apns.pem").toString());
                yield values;
            }
        };
    }

    private Map<String, String> database(String name) {
        String address = "postgresql://localhost:%d/%s".formatted(layout.ports().postgres(), name);
        return Map.of(
                "quarkus.datasource.username", name,
                "quarkus.datasource.password", name,
                "quarkus.datasource.jdbc.url", "jdbc:" + address,
                "quarkus.datasource.reactive.url", address);
    }
}
