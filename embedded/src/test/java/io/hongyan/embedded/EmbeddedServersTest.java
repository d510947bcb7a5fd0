package io.hongyan.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersTest {

    private static final EmbeddedServers.Progress SILENT = (server, port, millis) -> {};

    @TempDir
    Path directory;

    @Test
    void dataAndPortsAreTheSameAfterARestart() throws Exception {
        ServerOptions again;
        try (var servers = EmbeddedServers.start(ServerOptions.parse("--data", directory.toString()), SILENT)) {
            servers.kafka().createTopics(List.of(KafkaTopic.of("kept", 3)));
            write(servers.postgres(), "CREATE TABLE kept AS SELECT 42 AS answer");
            assertThat(ask(servers.redis(), "SET kept 42")).isEqualTo("+OK");
            again = new ServerOptions(
                    directory,
                    ServerOptions.ALL,
                    servers.kafka().port(),
                    0,
                    servers.postgres().port(),
                    servers.redis().port(),
                    null,
                    false);
        }

        try (var servers = EmbeddedServers.start(again, SILENT)) {
            servers.kafka().createTopics(List.of(KafkaTopic.of("kept", 3)));
            try (var admin =
                    Admin.create(Map.of("bootstrap.servers", servers.kafka().bootstrapServers()))) {
                assertThat(admin.listTopics().names().get()).containsExactly("kept");
            }
            assertThat(read(servers.postgres(), "SELECT answer FROM kept")).isEqualTo("42");
            assertThat(read(servers.postgres(), "SHOW fsync")).isEqualTo("on");
            assertThat(ask(servers.redis(), "EXISTS kept")).isEqualTo(":1");
            assertThatThrownBy(() -> servers.kafka().createTopics(List.of(KafkaTopic.of("kept", 4))))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("has 3 partitions");
        }
    }

    @Test
    void takenPortIsSaidAndNothingIsLeftRunning() throws Exception {
        try (var taken = new ServerSocket(0)) {
            var options = new ServerOptions(directory, ServerOptions.ALL, 0, 0, 0, taken.getLocalPort(), null, false);

            assertThatThrownBy(() -> EmbeddedServers.start(options, SILENT))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("Port %d, wanted by Redis".formatted(taken.getLocalPort()));
        }
        assertThat(Files.exists(directory.resolve("postgres/data/postmaster.pid")))
                .isFalse();
    }

    @Test
    void withTlsNobodyIsTalkedToInTheClear() throws Exception {
        Path files = directory.resolve("tls");
        DevelopmentAuthority authority = DevelopmentAuthority.make(Instant.now());
        authority.write(files.resolve("authority.pem"));
        authority.issue(files, ServerTls.SERVER, Instant.now());
        var options = ServerOptions.parse("--data", directory.toString(), "--tls", files.toString());

        try (var servers = EmbeddedServers.start(options, SILENT)) {
            ServerTls tls = ServerTls.in(files);
            Map<String, String> broker = new HashMap<>(ServerTls.kafka(tls.authority(), tls.server()));
            broker.put("bootstrap.servers", servers.kafka().bootstrapServers());
            broker.put("security.protocol", "SSL");
            KafkaTopics.create(broker, List.of(KafkaTopic.of("kept", 1)));
            try (var admin = Admin.create(Map.of(
                    "bootstrap.servers", servers.kafka().bootstrapServers(),
                    "default.api.timeout.ms", "2000",
                    "request.timeout.ms", "1000"))) {
                assertThatThrownBy(() -> admin.listTopics().names().get()).hasCauseInstanceOf(TimeoutException.class);
            }
            String url = servers.postgres().jdbcUrl("hongyan_push");
            assertThatThrownBy(
                            () -> DriverManager.getConnection(url + "?sslmode=disable", "hongyan_push", "hongyan_push"))
                    .hasMessageContaining("no encryption");
            String verified = url + "?sslmode=verify-full&sslrootcert=" + tls.authority();
            try (var connection = DriverManager.getConnection(verified, "hongyan_push", "hongyan_push")) {
                assertThat(connection.isValid(1)).isTrue();
            }
            assertThat(answersInTheClear(servers.redis())).isFalse();
        }
    }

    @Test
    void oneAloneIsStartedAlone() {
        var options = ServerOptions.parse("--data", directory.toString(), "--only", "redis");

        try (var servers = EmbeddedServers.start(options, SILENT)) {
            assertThat(servers.redis().port()).isPositive();
            assertThatThrownBy(servers::postgres).hasMessage("postgres was not wanted.");
        }
        assertThat(directory.resolve("postgres")).doesNotExist();
    }

    private static void write(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = connect(postgres);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String read(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = connect(postgres);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl("hongyan_history"), "hongyan_history", "hongyan_history");
    }

    private static boolean answersInTheClear(EmbeddedRedis redis) throws Exception {
        try {
            return "+PONG".equals(ask(redis, "PING"));
        } catch (IOException closed) {
            return false;
        }
    }

    private static String ask(EmbeddedRedis redis, String command) throws Exception {
        try (var socket = new Socket("localhost", redis.port())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}
