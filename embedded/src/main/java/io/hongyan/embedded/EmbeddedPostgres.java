package io.hongyan.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One real PostgreSQL server as a child process. Its data stays in its directory. */
public final class EmbeddedPostgres implements AutoCloseable {

    /**
     * Where and how the server runs.
     *
     * @param directory data, made if missing, kept afterwards
     * @param port client port on the loopback address; 0 for any free one
     * @param databases made if missing, each with an owner of the same name whose password is that name again: for
     *     development only
     * @param tls how it proves who it is, to owners of databases that come with TLS only; null in the clear
     */
    public record Settings(
            Path directory,
            int port,
            List<String> databases,
            @Nullable ServerTls tls) {

        /** In the clear. */
        public Settings(Path directory, int port, List<String> databases) {
            this(directory, port, databases, null);
        }

        /** Keeps its own copy of the list. */
        public Settings {
            databases = List.copyOf(databases);
        }
    }

    private static final Duration START_MAX = Duration.ofSeconds(30);
    private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;

    private EmbeddedPostgres(io.zonky.test.db.postgres.embedded.EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Starts the server and returns when its databases can be used.
     *
     * @throws EmbeddedServerException if the port is taken, there are no binaries for this machine, or the data cannot
     *     be used
     */
    public static EmbeddedPostgres start(Settings settings) {
        Path data = settings.directory().toAbsolutePath().resolve("data");
        Path log = settings.directory().toAbsolutePath().resolve("postgres.log");
        Orphan.end(data.resolve("postmaster.pid"), "postgres", "INT"); // INT: do not wait for clients
        int port = Ports.claim("PostgreSQL", settings.port());
        try {
            Files.createDirectories(settings.directory());
            var builder = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false) // whoever starts it decides the order in which things stop
                    .setPort(port)
                    .setPGStartupWait(START_MAX)
                    .setOutputRedirector(Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(Redirect.appendTo(log.toFile()))
                    .setLocaleConfig("locale", "C.UTF-8")
                    .setServerConfig("fsync", "on") // the library's default loses data with the machine
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("shared_buffers", "64MB")
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("max_logical_replication_workers", "0")
                    .setServerConfig("track_commit_timestamp", "on"); // tells when a projection wrote a row
            if (settings.tls() != null) {
                secure(builder, settings.directory().toAbsolutePath(), settings.tls());
            }
            var postgres = new EmbeddedPostgres(builder.start());
            settings.databases().forEach(postgres::createDatabase);
            return postgres;
        } catch (IOException | IllegalStateException e) {
            throw new EmbeddedServerException(
                    "PostgreSQL did not start in %s: %s. Its own words are in %s."
                            .formatted(settings.directory(), e.getMessage(), log),
                    e);
        }
    }

    /** Who starts the server administers it from this machine as before; everybody else has a password, and TLS. */
    private static void secure(
            io.zonky.test.db.postgres.embedded.EmbeddedPostgres.Builder builder, Path directory, ServerTls tls)
            throws IOException {
        Path admitted = Files.writeString(directory.resolve("pg_hba.conf"), """
                host    all postgres samehost trust
                hostssl all all      samehost scram-sha-256
                """);
        builder.setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", tls.server().certificate().toString())
                .setServerConfig("ssl_key_file", tls.server().key().toString())
                .setServerConfig("hba_file", admitted.toString());
    }

    /** The client port, never 0. */
    public int port() {
        return server.getPort();
    }

    /** The JDBC address of a database, to be used with its name as user and password. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:%d/%s".formatted(port(), database);
    }

    /** Makes a database and its owner if they are missing; the name is the owner's name and password too. */
    public void createDatabase(String name) {
        if (!DATABASE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a name for a database: " + name);
        }
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (isEmpty(statement, "SELECT FROM pg_roles WHERE rolname = '%s'".formatted(name))) {
                statement.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(name, name));
            }
            if (isEmpty(statement, "SELECT FROM pg_database WHERE datname = '%s'".formatted(name))) {
                statement.execute("CREATE DATABASE %s OWNER %s".formatted(name, name));
            }
        } catch (SQLException e) {
            throw new EmbeddedServerException("PostgreSQL did not make database " + name + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new EmbeddedServerException("PostgreSQL did not stop: " + e.getMessage(), e);
        }
    }

    private static boolean isEmpty(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }
}
