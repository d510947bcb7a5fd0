package io.hongyan.history.audit.postgres;

import static io.hongyan.eventlog.database.Columns.column;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.history.archive.ArchiveChanges.PastReaction;
import io.hongyan.history.archive.ArchiveChanges.Place;
import io.hongyan.history.archive.ArchiveChanges.Reaction;
import io.hongyan.history.archive.ArchiveChanges.ReactionChange;
import io.hongyan.history.archive.Revision.Edit;
import io.hongyan.history.archive.Revision.Version;
import io.hongyan.history.audit.Repair;
import io.hongyan.proto.content.v1.Content;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** What is stored of edits, and of what is no longer so. */
final class PastRows {

    private static final String ON_RECORD = """
            SELECT d.conversation_id, d.target_seq, d.seq, d.time_ms
            FROM unnest($1::text[], $2::bigint[]) AS w (conversation_id, seq)
            JOIN edits d ON d.conversation_id = w.conversation_id AND d.target_seq = w.seq""";
    private static final String VERSIONS = """
            SELECT v.conversation_id, v.target_seq, v.seq, v.content
            FROM unnest($1::text[], $2::bigint[]) AS w (conversation_id, seq)
            JOIN versions v ON v.conversation_id = w.conversation_id AND v.target_seq = w.seq""";
    private static final String REACTIONS = """
            SELECT r.conversation_id, r.target_seq, r.user_id, r.emoji, r.present, r.seq
            FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[]) AS w (conversation_id, seq, user_id, emoji)
            JOIN past_reactions r ON r.conversation_id = w.conversation_id AND r.target_seq = w.seq
                AND r.user_id = w.user_id AND r.emoji = w.emoji""";
    private static final String WRITE_VERSIONS = """
            INSERT INTO versions (conversation_id, target_seq, seq, content)
            SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bytea[])
            ON CONFLICT (conversation_id, target_seq, seq) DO UPDATE SET content = excluded.content""";
    private static final String DELETE_VERSIONS = """
            DELETE FROM versions AS v USING unnest($1::text[], $2::bigint[]) AS w (conversation_id, seq)
            WHERE v.conversation_id = w.conversation_id AND v.target_seq = w.seq""";
    private static final String WRITE_REACTIONS = """
            INSERT INTO past_reactions (conversation_id, target_seq, user_id, emoji, seq, present)
            SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::boolean[])
            ON CONFLICT (conversation_id, target_seq, user_id, emoji, seq) DO UPDATE SET present = excluded.present""";

    private final SqlClient client;
    private final Duration answerMax;

    PastRows(SqlClient client, Duration answerMax) {
        this.client = client;
        this.answerMax = answerMax;
    }

    /** The edits of messages on record. */
    Set<Edit> edits(Set<Place> messages) {
        Set<Edit> edits = new HashSet<>();
        if (!messages.isEmpty()) {
            run(
                            ON_RECORD,
                            column(messages, Place::conversationId, String[]::new),
                            column(messages, Place::seq, Long[]::new))
                    .forEach(row -> edits.add(new Edit(target(row), row.getLong("seq"), row.getLong("time_ms"))));
        }
        return edits;
    }

    /** The versions of messages. */
    Set<Version> versions(Set<Place> messages) {
        Set<Version> versions = new HashSet<>();
        if (!messages.isEmpty()) {
            run(
                            VERSIONS,
                            column(messages, Place::conversationId, String[]::new),
                            column(messages, Place::seq, Long[]::new))
                    .forEach(row -> versions.add(new Version(target(row), row.getLong("seq"), content(row))));
        }
        return versions;
    }

    /** All earlier words on reactions. */
    Set<PastReaction> reactions(Set<Reaction> told) {
        Set<PastReaction> past = new HashSet<>();
        if (!told.isEmpty()) {
            run(
                            REACTIONS,
                            column(told, it -> it.target().conversationId(), String[]::new),
                            column(told, it -> it.target().seq(), Long[]::new),
                            column(told, Reaction::userId, String[]::new),
                            column(told, Reaction::emoji, String[]::new))
                    .forEach(row -> past.add(new PastReaction(
                            new Reaction(target(row), row.getString("user_id"), row.getString("emoji")),
                            new ReactionChange(row.getBoolean("present"), row.getLong("seq")))));
        }
        return past;
    }

    /** Writes rows anew, and removes those of what was taken back. */
    void write(Repair.Past past) {
        run(
                WRITE_VERSIONS,
                column(past.versions(), it -> it.target().conversationId(), String[]::new),
                column(past.versions(), it -> it.target().seq(), Long[]::new),
                column(past.versions(), Version::seq, Long[]::new),
                column(past.versions(), it -> Buffer.buffer(it.content().toByteArray()), Buffer[]::new));
        run(
                DELETE_VERSIONS,
                column(past.gone(), Place::conversationId, String[]::new),
                column(past.gone(), Place::seq, Long[]::new));
        Set<PastReaction> reactions = new HashSet<>(past.reactions());
        reactions.addAll(past.outdated());
        run(
                WRITE_REACTIONS,
                column(reactions, it -> it.reaction().target().conversationId(), String[]::new),
                column(reactions, it -> it.reaction().target().seq(), Long[]::new),
                column(reactions, it -> it.reaction().userId(), String[]::new),
                column(reactions, it -> it.reaction().emoji(), String[]::new),
                column(reactions, it -> it.change().seq(), Long[]::new),
                column(reactions, it -> it.change().present(), Boolean[]::new));
    }

    private static Place target(Row row) {
        return new Place(row.getString("conversation_id"), row.getLong("target_seq"));
    }

    /** Bytes that are no content are something that nobody said. */
    private static Content content(Row row) {
        try {
            return Content.parseFrom(row.getBuffer("content").getBytes());
        } catch (InvalidProtocolBufferException e) {
            return Content.getDefaultInstance();
        }
    }

    private RowSet<Row> run(String statement, Object... columns) {
        return client.preparedQuery(statement)
                .execute(Tuple.from(columns))
                .await()
                .atMost(answerMax);
    }
}
