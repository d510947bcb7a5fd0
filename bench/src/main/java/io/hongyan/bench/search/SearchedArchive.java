package io.hongyan.bench.search;

import io.hongyan.bench.search.People.Group;
import io.hongyan.bench.search.People.Place;
import io.hongyan.history.search.SearchRow;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MessageSent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.postgresql.PGConnection;

/**
 * Puts messages straight into the tables of history-service, as if they had come from the log, with what they are found by: written
 * as history-service writes it. They stay, for the next run.
 */
final class SearchedArchive implements AutoCloseable {

    private static final String DATABASE = "hongyan_history"; // its owner and password too, in development
    private static final Duration AGE = Duration.ofDays(365);
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int PORTION = 100_000;
    private static final long SEED = 42;

    private final Connection connection;
    private final People people;
    private final long nowMs;

    private SearchedArchive(Connection connection, People people, long nowMs) {
        this.connection = connection;
        this.people = people;
        this.nowMs = nowMs;
    }

    /** That of the embedded PostgreSQL which listens there. */
    static SearchedArchive at(int port, People people, long nowMs) {
        try {
            return new SearchedArchive(
                    DriverManager.getConnection(
                            "jdbc:postgresql://localhost:%d/%s".formatted(port, DATABASE), DATABASE, DATABASE),
                    people,
                    nowMs);
        } catch (SQLException e) {
            throw new IllegalArgumentException(
                    "The archive cannot be reached: %s. Does `./hongyan up` run?".formatted(e.getMessage()), e);
        }
    }

    /** How many messages can be found. */
    long size() {
        return number("SELECT count(*) FROM search");
    }

    /** What the index of words takes, in bytes. */
    long indexBytes() {
        return number("SELECT pg_total_relation_size('search_words')");
    }

    /** What the table that is searched takes, with its indexes. */
    long tableBytes() {
        return number("SELECT pg_total_relation_size('search')");
    }

    /**
     * Puts so many messages into an archive that has none of these people. The index is made when all are there, which takes a part
     * of the time.
     */
    void fill(int messages, Progress progress) {
        if (number("SELECT count(*) FROM events WHERE conversation_id = '"
                        + groups().getFirst().id() + "'")
                > 0) {
            throw new IllegalArgumentException(
                    "The archive has fewer messages than are wanted, of an earlier run; begin with an empty one.");
        }
        try {
            String index = text("SELECT indexdef FROM pg_indexes WHERE indexname = 'search_words'");
            run("DROP INDEX search_words");
            join();
            write(messages, progress);
            run("SET maintenance_work_mem = '1GB'");
            run(index);
            progress.at(messages);
            run("VACUUM (ANALYZE) search");
            run("VACUUM (ANALYZE) events");
            run("VACUUM (ANALYZE) periods");
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("The archive cannot be filled.", e);
        }
    }

    /** Is told how many are there. */
    interface Progress {
        void at(int messages);
    }

    private List<Group> groups() {
        return people.groups();
    }

    private void join() throws SQLException {
        for (Group group : groups()) {
            for (int member = 0; member < group.size(); member++) {
                run("INSERT INTO periods (conversation_id, user_id, joined_seq) VALUES ('%s', '%s', 1)"
                        .formatted(group.id(), People.user(group.first() + member)));
            }
        }
    }

    private void write(int messages, Progress progress) throws SQLException, IOException {
        var random = new Random(SEED);
        var texts = new Texts(random);
        Map<String, Long> heads = new HashMap<>();
        List<Group> groups = groups();
        var events = new Rows("COPY events (conversation_id, seq, event) FROM STDIN");
        var found = new Rows("COPY search (conversation_id, seq, time_ms, words) FROM STDIN");
        for (int i = 0; i < messages; i++) {
            Place place = people.anywhere(random, groups);
            long seq = heads.merge(place.conversationId(), 1L, Long::sum);
            long timeMs = nowMs - (long) ((1 - (double) i / messages) * AGE.toMillis());
            Event event = event(place, seq, timeMs, texts.text());
            // The text format of COPY: columns with tabs between them, a backslash is written twice.
            events.add("%s\t%d\t\\\\x%s\n"
                    .formatted(place.conversationId(), seq, HexFormat.of().formatHex(event.toByteArray())));
            SearchRow.of(event)
                    .ifPresent(row -> found.add(
                            "%s\t%d\t%d\t%s\n".formatted(row.conversationId(), row.seq(), row.timeMs(), row.words())));
            if ((i + 1) % PORTION == 0 || i + 1 == messages) {
                events.write();
                found.write();
                progress.at(i + 1);
            }
        }
    }

    /** Rows of a table, which are written together. */
    private final class Rows {

        private final String copy;
        private final StringBuilder rows = new StringBuilder(BUFFER_BYTES);

        Rows(String copy) {
            this.copy = copy;
        }

        void add(String row) {
            rows.append(row);
        }

        void write() throws SQLException, IOException {
            byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy, new ByteArrayInputStream(bytes));
            rows.setLength(0);
        }
    }

    private static Event event(Place place, long seq, long timeMs, String text) {
        return Event.newBuilder()
                .setConversationId(place.conversationId())
                .setRevision(seq)
                .setSeq(seq)
                .setCseq(seq)
                .setHeadSeq(seq)
                .setTimeMs(timeMs)
                .setActor(Actor.newBuilder().setUserId(place.writer()))
                .setMessageSent(MessageSent.newBuilder()
                        .setClientMessageId("s" + seq)
                        .setContent(Content.newBuilder().setText(text))
                        .setCountable(true))
                .build();
    }

    private void run(String statement) throws SQLException {
        try (var running = connection.createStatement()) {
            running.execute(statement);
        }
    }

    private String text(String query) throws SQLException {
        try (var running = connection.createStatement();
                var rows = running.executeQuery(query)) {
            if (!rows.next()) {
                throw new IllegalArgumentException("The archive has no index of words; begin with an empty one.");
            }
            return rows.getString(1);
        }
    }

    private long number(String query) {
        try {
            return Long.parseLong(text(query));
        } catch (SQLException e) {
            throw new IllegalStateException("The archive cannot be counted.", e);
        }
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
