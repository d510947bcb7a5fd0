package io.hongyan.embedded;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@link EmbeddedServers}.
 *
 * @param directory data of all three servers, a folder each
 * @param only which of them: {@code kafka}, {@code postgres}, {@code redis}
 * @param kafkaPort 0 for any free one, as are the others
 * @param kafkaAdvertisedPort where Kafka's clients are told to connect; 0 for its own port
 * @param postgresPort see above
 * @param redisPort see above
 * @param tls a folder with the files of {@link ServerTls}: then nobody is talked to in the clear; null for development as usual
 * @param untilStdinCloses stop when standard input ends, which it does when the parent dies in whatever way
 */
public record ServerOptions(
        Path directory,
        Set<String> only,
        int kafkaPort,
        int kafkaAdvertisedPort,
        int postgresPort,
        int redisPort,
        @Nullable Path tls,
        boolean untilStdinCloses) {

    /** All three. */
    public static final Set<String> ALL = Set.of("kafka", "postgres", "redis");

    private static final String USAGE =
            "--data DIR [--only kafka|postgres|redis] [--kafka-port N] [--kafka-advertised-port N] [--postgres-port N]"
                    + " [--redis-port N] [--tls DIR] [--until-stdin-closes]";

    static ServerOptions parse(String... arguments) {
        @Nullable Path directory = null;
        Set<String> only = ALL;
        int kafkaPort = 0;
        int kafkaAdvertisedPort = 0;
        int postgresPort = 0;
        int redisPort = 0;
        @Nullable Path tls = null;
        boolean untilStdinCloses = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--data" -> directory = Path.of(value(arguments, ++i));
                case "--only" -> only = Set.of(server(arguments, ++i));
                case "--kafka-advertised-port" -> kafkaAdvertisedPort = port(arguments, ++i);
                case "--kafka-port" -> kafkaPort = port(arguments, ++i);
                case "--postgres-port" -> postgresPort = port(arguments, ++i);
                case "--redis-port" -> redisPort = port(arguments, ++i);
                case "--tls" -> tls = Path.of(value(arguments, ++i));
                case "--until-stdin-closes" -> untilStdinCloses = true;
                default ->
                    throw new IllegalArgumentException("Unknown option %s. Options: %s".formatted(arguments[i], USAGE));
            }
        }
        if (directory == null) {
            throw new IllegalArgumentException("Say where the data lives. Options: " + USAGE);
        }
        return new ServerOptions(
                directory, only, kafkaPort, kafkaAdvertisedPort, postgresPort, redisPort, tls, untilStdinCloses);
    }

    private static String server(String[] arguments, int index) {
        String name = value(arguments, index);
        if (!ALL.contains(name)) {
            throw new IllegalArgumentException("--only wants kafka, postgres or redis, not " + name);
        }
        return name;
    }

    private static int port(String[] arguments, int index) {
        String value = value(arguments, index);
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // said below, as for numbers that are too large
        }
        throw new IllegalArgumentException(
                "%s wants a port from 0 to 65535, not %s".formatted(arguments[index - 1], value));
    }

    private static String value(String[] arguments, int index) {
        if (index == arguments.length) {
            throw new IllegalArgumentException("%s wants a value. Options: %s".formatted(arguments[index - 1], USAGE));
        }
        return arguments[index];
    }
}
