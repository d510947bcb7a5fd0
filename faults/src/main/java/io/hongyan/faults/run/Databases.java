package io.hongyan.faults.run;

import io.hongyan.faults.schedule.Victim;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes connections, locks tables and forgets positions of the services' databases. Used by one thread. */
final class Databases implements AutoCloseable {

    private static final int CONNECTIONS_MAX = 200;

    private record Database(String name, String position, String busiest) {}

    private final int port;
    private final List<Connection> crowd = new ArrayList<>();
    private final Map<Victim, Connection> locks = new EnumMap<>(Victim.class);

    Databases(int port) {
        this.port = port;
    }

    /** Whoever has a database, and what it keeps there. */
    private static Optional<Database> of(Victim victim) {
        return switch (victim) {
            case MESSAGE -> Optional.of(new Database("hongyan_message", "unread.position", "unread.conversation"));
            case HISTORY -> Optional.of(new Database("hongyan_history", "archive_positions", "events"));
            case PUSH -> Optional.of(new Database("hongyan_push", "projection_position", "device"));
            case CONNECTOR, PRESENCE, KAFKA, POSTGRES, REDIS -> Optional.empty();
        };
    }

    /** Makes a projection begin again at the start of the log. Nobody may work on it. */
    void forgetPositions(Victim victim) {
        of(victim).ifPresent(database -> {
            try (Connection connection = connect(database);
                    var statement = connection.createStatement()) {
                statement.executeUpdate("UPDATE %s SET next_offset = 0".formatted(database.position()));
            } catch (SQLException e) {
                throw new IllegalStateException("The positions of %s cannot be reset.".formatted(victim), e);
            }
        });
    }

    /** Takes what connections there are. */
    void crowd() {
        Database database = of(Victim.HISTORY).orElseThrow();
        try {
            for (int i = 0; i < CONNECTIONS_MAX; i++) {
                crowd.add(connect(database));
            }
        } catch (SQLException noMore) {
            // as it should be
        }
    }

    /** Gives them back. */
    void leave() {
        crowd.forEach(Databases::close);
        crowd.clear();
    }

    /** Locks the busiest table of a service, as a careless operator's query would. If the database is down, it is not. */
    void lock(Victim victim) {
        Database database = of(victim).orElseThrow();
        try {
            Connection connection = connect(database);
            Connection before = locks.put(victim, connection);
            if (before != null) {
                close(before);
            }
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("SET lock_timeout = '2s'");
                statement.execute("LOCK TABLE %s IN ACCESS EXCLUSIVE MODE".formatted(database.busiest()));
            }
        } catch (SQLException down) {
            unlock(victim);
        }
    }

    void unlock(Victim victim) {
        Connection connection = locks.remove(victim);
        if (connection != null) {
            close(connection);
        }
    }

    @Override
    public void close() {
        leave();
        locks.values().forEach(Databases::close);
        locks.clear();
    }

    private Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:%d/%s?connectTimeout=2&loginTimeout=2&socketTimeout=10"
                        .formatted(port, database.name()),
                database.name(),
                database.name());
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException gone) {
            // with the server
        }
    }
}
