package io.hongyan.history.archive.postgres;

import static io.hongyan.eventlog.database.Columns.column;

import io.hongyan.history.archive.ArchiveChanges.PastReaction;
import io.hongyan.history.archive.ArchiveChanges.Place;
import io.hongyan.history.archive.ArchiveChanges.Reaction;
import io.hongyan.history.archive.ArchiveChanges.ReactionChange;
import io.hongyan.history.archive.Ids;
import io.hongyan.history.archive.Keeping;
import io.hongyan.history.archive.Revision.Version;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes what is no longer so, within the transaction that makes it so. */
final class PastWriter {

    private static final String KEEP = """
            INSERT INTO versions (conversation_id, target_seq, seq, content)
            SELECT w.conversation_id, w.target_seq, w.seq, w.content
            FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bytea[])
                AS w (conversation_id, target_seq, seq, content)
            WHERE $5 > (
                SELECT count(*) FROM (
                    SELECT FROM edits d
                    WHERE d.conversation_id = w.conversation_id AND d.target_seq = w.target_seq AND d.seq <= w.seq
                    LIMIT $5) AS before)
            ON CONFLICT DO NOTHING""";

    private static final String FORGET = """
            DELETE FROM versions AS v USING unnest($1::text[], $2::bigint[]) AS w (conversation_id, target_seq)
            WHERE v.conversation_id = w.conversation_id AND v.target_seq = w.target_seq""";

    // What the last words of a batch take the place of, where somebody may have left who has seen it.
    private static final String OUTDATE = """
            INSERT INTO past_reactions (conversation_id, target_seq, user_id, emoji, seq, present)
            SELECT r.conversation_id, r.target_seq, r.user_id, r.emoji, r.seq, r.present
            FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::bigint[])
                AS w (conversation_id, target_seq, user_id, emoji, seq)
            JOIN reactions r ON r.conversation_id = w.conversation_id AND r.target_seq = w.target_seq
                AND r.user_id = w.user_id AND r.emoji = w.emoji AND r.seq < w.seq
            ON CONFLICT DO NOTHING""";

    private static final String ADD = """
            INSERT INTO past_reactions (conversation_id, target_seq, user_id, emoji, seq, present)
            SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::boolean[])
            ON CONFLICT DO NOTHING""";

    private final SqlConnection transaction;
    private final Keeping keeping;

    PastWriter(SqlConnection transaction, Keeping keeping) {
        this.transaction = transaction;
        this.keeping = keeping;
    }

    /** Keeps what messages no longer say, by edits that are on record already: what is beyond the bound, those tell. */
    Uni<Void> keep(List<Version> versions) {
        List<Version> kept = versions.stream()
                .filter(version -> keeping.isIn(version.target().conversationId()))
                .toList();
        if (kept.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return execute(
                KEEP,
                Tuple.of(
                        column(kept, version -> version.target().conversationId(), String[]::new),
                        column(kept, version -> version.target().seq(), Long[]::new),
                        column(kept, Version::seq, Long[]::new),
                        column(kept, version -> Buffer.buffer(version.content().toByteArray()), Buffer[]::new),
                        (long) Keeping.VERSIONS_MAX));
    }

    /** Of messages that were taken back nothing is left. */
    Uni<Void> forget(Set<Place> messages) {
        if (messages.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return execute(
                FORGET,
                Tuple.of(
                        column(messages, Place::conversationId, String[]::new),
                        column(messages, Place::seq, Long[]::new)));
    }

    /** Keeps what stored reactions say that are about to change. */
    Uni<Void> outdate(Map<Reaction, ReactionChange> reactions) {
        var changed = reactions.entrySet().stream()
                .filter(it -> !Ids.isOfTwo(it.getKey().target().conversationId()))
                .toList();
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return execute(
                OUTDATE,
                Tuple.of(
                        column(changed, it -> it.getKey().target().conversationId(), String[]::new),
                        column(changed, it -> it.getKey().target().seq(), Long[]::new),
                        column(changed, it -> it.getKey().userId(), String[]::new),
                        column(changed, it -> it.getKey().emoji(), String[]::new),
                        column(changed, it -> it.getValue().seq(), Long[]::new)));
    }

    /** Keeps what a batch says of reactions, and changes itself. */
    Uni<Void> add(List<PastReaction> reactions) {
        if (reactions.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return execute(
                ADD,
                Tuple.of(
                        column(reactions, it -> it.reaction().target().conversationId(), String[]::new),
                        column(reactions, it -> it.reaction().target().seq(), Long[]::new),
                        column(reactions, it -> it.reaction().userId(), String[]::new),
                        column(reactions, it -> it.reaction().emoji(), String[]::new),
                        column(reactions, it -> it.change().seq(), Long[]::new),
                        column(reactions, it -> it.change().present(), Boolean[]::new)));
    }

    private Uni<Void> execute(String statement, Tuple parameters) {
        return transaction.preparedQuery(statement).execute(parameters).replaceWithVoid();
    }
}
