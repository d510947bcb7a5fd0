package io.hongyan.launcher.process;

import io.hongyan.embedded.DevelopmentAuthority;
import io.hongyan.embedded.ServerTls;
import io.hongyan.launcher.LauncherException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How servers and services prove to each other who they are, in a suite that is secured: by the same keys as in production. */
final class Peers {

    private final Path folder;

    Peers(Layout layout) {
        folder = layout.peers();
    }

    /** Makes all certificates anew. */
    void issue(Instant now) {
        try {
            DevelopmentAuthority authority = DevelopmentAuthority.make(now);
            authority.write(tls().authority());
            authority.issue(folder, ServerTls.SERVER, now);
            for (Service service : Service.values()) {
                authority.issue(folder, service.shortName(), now);
            }
        } catch (IOException e) {
            throw new LauncherException("The certificates cannot be written: " + e.getMessage(), e);
        }
    }

    private ServerTls tls() {
        return ServerTls.in(folder);
    }

    /** What the launcher's own clients of Kafka are told. */
    Map<String, String> kafka() {
        return kafka(tls().server(), "");
    }

    private Map<String, String> kafka(DevelopmentAuthority.Identity identity, String prefix) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(prefix + "security.protocol", "SSL");
        ServerTls.kafka(tls().authority(), identity).forEach((key, value) -> values.put(prefix + key, value));
        return values;
    }

    /** What a service is told. */
    Map<String, String> of(Service service) {
        DevelopmentAuthority.Identity identity = ServerTls.identity(folder, service.shortName());
        String authority = tls().authority().toString();
        Map<String, String> values = new LinkedHashMap<>(kafka(identity, "kafka."));
        values.put("hongyan.grpc.tls.plain-text", "false");
        values.put("hongyan.grpc.tls.certificate", identity.certificate().toString());
        values.put("hongyan.grpc.tls.key", identity.key().toString());
        values.put("hongyan.grpc.tls.authority", authority);
        switch (service) {
            case MESSAGE, HISTORY, PUSH -> {
                values.put("quarkus.datasource.jdbc.additional-jdbc-properties.sslmode", "verify-full");
                values.put("quarkus.datasource.jdbc.additional-jdbc-properties.sslrootcert", authority);
                values.put("quarkus.datasource.reactive.postgresql.ssl-mode", "verify-full");
                values.put("quarkus.datasource.reactive.hostname-verification-algorithm", "HTTPS");
                values.put("quarkus.datasource.reactive.trust-certificate-pem", "true");
                values.put("quarkus.datasource.reactive.trust-certificate-pem.certs", authority);
            }
            case PRESENCE -> {
                values.put("quarkus.redis.tls.enabled", "true");
                values.put("quarkus.redis.tls.hostname-verification-algorithm", "HTTPS");
                values.put("quarkus.redis.tls.trust-certificate-pem", "true");
                values.put("quarkus.redis.tls.trust-certificate-pem.certs", authority);
                values.put("quarkus.redis.tls.key-certificate-pem", "true");
                values.put(
                        "quarkus.redis.tls.key-certificate-pem.certs",
                        identity.certificate().toString());
                values.put(
                        "quarkus.redis.tls.key-certificate-pem.keys",
                        identity.key().toString());
            }
            case CONNECTOR -> {} // has neither database nor memory
        }
        return values;
    }

    /** Where Redis is. */
    static String redis(int port) {
        return "rediss://%s:%s@localhost:%d".formatted(ServerTls.REDIS_USER, ServerTls.REDIS_USER, port);
    }
}
