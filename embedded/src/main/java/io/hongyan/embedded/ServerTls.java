package io.hongyan.embedded;

import java.nio.file.Path;
import java.util.Map;

/**
 * With these the embedded servers talk to nobody in the clear. Kafka and Redis want to see a certificate of their clients, PostgreSQL
 * a password.
 *
 * @param authority a PEM file with the certificate of who vouches for servers and clients
 * @param server how the servers prove who they are, and {@link KafkaTopics} too
 */
public record ServerTls(Path authority, DevelopmentAuthority.Identity server) {

    /** The name of the servers' files. */
    public static final String SERVER = "servers";

    /** The user of Redis, and its password: for development only. Nobody else may do anything. */
    public static final String REDIS_USER = "hongyan";

    /** As they lie in a folder, where {@link DevelopmentAuthority} wrote them. */
    public static ServerTls in(Path folder) {
        return new ServerTls(folder.resolve("authority.pem"), identity(folder, SERVER));
    }

    /** Where files of somebody lie in a folder. */
    public static DevelopmentAuthority.Identity identity(Path folder, String commonName) {
        return new DevelopmentAuthority.Identity(
                folder.resolve(commonName + ".pem"),
                folder.resolve(commonName + "-key.pem"),
                folder.resolve(commonName + "-both.pem"));
    }

    /** What a client of Kafka is told, or its broker of a listener. */
    public static Map<String, String> kafka(Path authority, DevelopmentAuthority.Identity identity) {
        return Map.of(
                "ssl.keystore.type",
                "PEM",
                "ssl.keystore.location",
                identity.both().toString(),
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                authority.toString());
    }
}
