package io.hongyan.bench.history;

import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MessageSent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Puts messages straight into the tables of history-service, as if they had come from the log: sending twenty million would take
 * hours, and what is measured is reading. They stay, for the next run.
 */
final class Archive implements AutoCloseable {

    private static final String DATABASE = "hongyan_history"; // its owner and password too, in development
    private static final String COPY = "COPY events (conversation_id, seq, event) FROM STDIN";
    private static final String TEXT =
            "A message as long as most are, with a hundred characters to be read, and nothing in it of any note.";
    private static final long BEGUN_MS = 1_780_000_000_000L;
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Connection connection;

    private Archive(Connection connection) {
        this.connection = connection;
    }

    /** That of the embedded PostgreSQL which listens there. */
    static Archive at(int port) {
        try {
            return new Archive(DriverManager.getConnection(
                    "jdbc:postgresql://localhost:%d/%s".formatted(port, DATABASE), DATABASE, DATABASE));
        } catch (SQLException e) {
            throw new IllegalArgumentException(
                    "The archive cannot be reached: %s. Does `./hongyan up` run?".formatted(e.getMessage()), e);
        }
    }

    /** Makes a conversation of two have so many messages. Those it has are kept. */
    void fill(String conversationId, String writer, long messages) {
        try {
            long head = head(conversationId);
            if (head < messages) {
                copy(conversationId, writer, head + 1, messages);
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("The archive cannot be filled.", e);
        }
    }

    /** What PostgreSQL would do by itself in a while. */
    void settle() {
        try (var statement = connection.createStatement()) {
            statement.execute("VACUUM (ANALYZE) events");
        } catch (SQLException e) {
            throw new IllegalStateException("The archive cannot be analysed.", e);
        }
    }

    /** All messages that are in it, by the statistics that {@link #settle} brought up to date. */
    long size() {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT sum(reltuples)::bigint FROM pg_class WHERE relname LIKE 'events\\_%' AND relkind = 'r'")) {
            return rows.next() ? rows.getLong(1) : 0;
        } catch (SQLException e) {
            throw new IllegalStateException("The archive cannot be counted.", e);
        }
    }

    private long head(String conversationId) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT max(seq) FROM events WHERE conversation_id = ?")) {
            statement.setString(1, conversationId);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    private void copy(String conversationId, String writer, long from, long to) throws SQLException, IOException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        try {
            var rows = new StringBuilder();
            for (long seq = from; seq <= to; seq++) {
                // The text format of COPY: columns with tabs between them, a backslash is written twice.
                rows.append(conversationId).append('\t').append(seq).append("\t\\\\x");
                HexFormat.of()
                        .formatHex(rows, event(conversationId, writer, seq).toByteArray());
                rows.append('\n');
                if (rows.length() >= BUFFER_BYTES || seq == to) {
                    byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
                    copy.writeToCopy(bytes, 0, bytes.length);
                    rows.setLength(0);
                }
            }
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    static Event event(String conversationId, String writer, long seq) {
        return Event.newBuilder()
                .setConversationId(conversationId)
                .setRevision(seq)
                .setSeq(seq)
                .setCseq(seq)
                .setHeadSeq(seq)
                .setTimeMs(BEGUN_MS + seq)
                .setActor(Actor.newBuilder().setUserId(writer))
                .setMessageSent(MessageSent.newBuilder()
                        .setClientMessageId("h" + seq)
                        .setContent(Content.newBuilder().setText(TEXT))
                        .setCountable(true))
                .build();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("The connection cannot be closed.", e);
        }
    }
}
