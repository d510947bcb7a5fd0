package io.hongyan.faults.run;

import io.hongyan.launcher.LauncherException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** Damages a row in a database, to prove that the oracle sees it: a run that does so must fail. */
enum Tamper {
    /** A message in the middle of the longest conversation disappears from the archive. */
    HISTORY("hongyan_history", """
            DELETE FROM events WHERE (conversation_id, seq) = (
              SELECT conversation_id, max(seq) / 2 FROM events GROUP BY conversation_id ORDER BY max(seq) DESC LIMIT 1)"""),

    /** A read cursor moves by one, as if its user had read. */
    UNREAD("hongyan_message", """
            UPDATE unread.member SET read_seq = read_seq + 1 WHERE (conversation_id, user_id) = (
              SELECT m.conversation_id, m.user_id FROM unread.member m JOIN unread.conversation c USING (conversation_id)
              WHERE m.left_seq IS NULL AND m.read_seq + 1 < c.head_seq
              ORDER BY c.head_seq - m.read_seq DESC, m.conversation_id, m.user_id LIMIT 1)""");

    private final String database;
    private final String damage;

    Tamper(String database, String damage) {
        this.database = database;
        this.damage = damage;
    }

    /** Its name, as typed: {@code history}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Does it.
     *
     * @param port of PostgreSQL on this machine
     * @throws LauncherException if there is nothing to damage, or no database
     */
    void damage(int port) {
        String address = "jdbc:postgresql://localhost:%d/%s".formatted(port, database);
        try (Connection connection = DriverManager.getConnection(address, database, database);
                Statement statement = connection.createStatement()) {
            int rows = statement.executeUpdate(damage);
            if (rows != 1) {
                throw new LauncherException("%s was to be damaged in one row, not %d.".formatted(database, rows));
            }
        } catch (SQLException e) {
            throw new LauncherException("%s could not be damaged: %s".formatted(database, e.getMessage()), e);
        }
    }
}
