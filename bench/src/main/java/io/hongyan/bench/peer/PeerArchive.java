package io.hongyan.bench.peer;

import io.hongyan.bench.Costs;
import io.hongyan.embedded.EmbeddedPostgres;
import io.hongyan.embedded.EmbeddedServerException;
import io.hongyan.launcher.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A PostgreSQL for one peer: the same binaries and the same settings as the suite's, with a database and an owner {@code peer}. */
public final class PeerArchive implements AutoCloseable {

    /** The database, its owner and the owner's password. */
    public static final String NAME = "peer";

    private static final int ROWS_AT_ONCE = 1_000;

    /** Of what starts it, which tells much that nobody reads. Kept, so that its level is. */
    private static final Logger STARTER = Logger.getLogger("io.zonky.test.db.postgres");

    private final EmbeddedPostgres postgres;
    private final Path folder;

    private PeerArchive(EmbeddedPostgres postgres, Path folder) {
        this.postgres = postgres;
        this.folder = folder;
    }

    /**
     * Starts one in a peer's folder, on any free port.
     *
     * @throws LauncherException if it does not start
     */
    public static PeerArchive start(PeerFolder of) {
        STARTER.setLevel(Level.WARNING);
        Path folder = of.resolve("postgres");
        try {
            var settings = new EmbeddedPostgres.Settings(folder, 0, List.of(NAME));
            return new PeerArchive(EmbeddedPostgres.start(settings), folder);
        } catch (EmbeddedServerException e) {
            throw new LauncherException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Where it listens. */
    public int port() {
        return postgres.port();
    }

    /** Runs a script of statements. */
    public void run(Path script) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(script));
        } catch (SQLException | IOException e) {
            throw new LauncherException("%s cannot be run: %s".formatted(script, e.getMessage()), e);
        }
    }

    /**
     * Runs a statement once for each value, all in one transaction.
     *
     * @param sql with one parameter
     */
    public void each(String sql, List<String> values) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            connection.setAutoCommit(false);
            for (int i = 0; i < values.size(); i++) {
                statement.setString(1, values.get(i));
                statement.addBatch();
                if ((i + 1) % ROWS_AT_ONCE == 0) {
                    statement.executeBatch();
                }
            }
            statement.executeBatch();
            connection.commit();
        } catch (SQLException e) {
            throw new LauncherException("The users cannot be made: " + e.getMessage(), e);
        }
    }

    /** What a query of one number answers. */
    public long count(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new LauncherException("The archive cannot be asked: " + e.getMessage(), e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(NAME), NAME, NAME);
    }

    /** Its first process. */
    public Optional<ProcessHandle> handle() {
        return Costs.postmaster(folder);
    }

    @Override
    public void close() {
        postgres.close();
    }
}
