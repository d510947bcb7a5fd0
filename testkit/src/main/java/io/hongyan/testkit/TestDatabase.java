package io.hongyan.testkit;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/**
 * An empty database of one's own on the shared PostgreSQL.
 *
 * @param name a name that no other test has
 * @param user the owner, whose password is the same word
 */
public record TestDatabase(String name, String user) {

    /** Makes one. It goes with the server when the JVM ends. */
    public static TestDatabase create() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        String admin = "jdbc:postgresql://localhost:%d/postgres?user=postgres".formatted(TestServers.postgresPort());
        try (var connection = DriverManager.getConnection(admin);
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(name, name));
            statement.execute("CREATE DATABASE %s OWNER %s".formatted(name, name));
            return new TestDatabase(name, name);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot make database " + name + ": " + e.getMessage(), e);
        }
    }

    /** The address for JDBC. */
    public String jdbcUrl() {
        return "jdbc:" + reactiveUrl();
    }

    /** The address for the reactive client. */
    public String reactiveUrl() {
        return "postgresql://localhost:%d/%s".formatted(TestServers.postgresPort(), name);
    }
}
