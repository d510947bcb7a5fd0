package io.hongyan.faults.run;

import io.hongyan.faults.load.Talk;
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
              SELECT conversation_id, max(seq) / 2 FROM events WHERE conversation_id NOT LIKE '%warm-up%'
              GROUP BY conversation_id ORDER BY max(seq) DESC LIMIT 1)"""),

    /** A read cursor moves over a message of somebody else's, as if its user had read. */
    UNREAD("hongyan_message", """
            UPDATE unread.member SET read_seq = unread.seq FROM (
              SELECT m.conversation_id, m.user_id, x.seq FROM unread.member m JOIN unread.message x USING (conversation_id)
              WHERE m.conversation_id NOT LIKE '%warm-up%' AND m.left_seq IS NULL
                AND NOT x.recalled AND x.sender_id <> m.user_id AND x.seq > m.counts_after
              ORDER BY m.conversation_id, m.user_id, x.seq LIMIT 1) unread
            WHERE (member.conversation_id, member.user_id) = (unread.conversation_id, unread.user_id)""");

    private final String database;
    private final String damage;

    Tamper(String database, String damage) {
        this.database = database;
        this.damage = damage.replace("warm-up", Talk.USERS); // whom nobody judges
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
