package io.hongyan.history.archive.postgres;

import io.hongyan.history.archive.Keeping;
import io.hongyan.history.archive.VersionsConfig;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.history.v1.ListVersionsResponse;
import io.hongyan.proto.history.v1.MessageVersion;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What messages said, and since when, for whoever audits. Knows nothing of who may see that. Never blocks. */
@ApplicationScoped
public class VersionStore {

    // All of one moment. What a message says now stands in its event, which comes once.
    private static final Parts.Statement LIST = new Parts.Statement("""
            SELECT CASE WHEN row_number() OVER (ORDER BY s.seq) = 1 THEN m.event END AS event, s.seq, s.time_ms, v.content,
                   COALESCE((SELECT max(d.seq) FROM edits%1$s d WHERE d.conversation_id = $1 AND d.target_seq = $2), $2) AS now
            FROM events%1$s m
            LEFT JOIN LATERAL (
                SELECT seq, time_ms FROM (
                    SELECT m.seq, NULL::bigint AS time_ms
                    UNION ALL
                    SELECT d.seq, d.time_ms FROM edits%1$s d WHERE d.conversation_id = $1 AND d.target_seq = $2) AS since
                WHERE seq > $3 ORDER BY seq LIMIT $4) AS s ON true
            LEFT JOIN versions%1$s v ON v.conversation_id = $1 AND v.target_seq = $2 AND v.seq = s.seq
            WHERE m.conversation_id = $1 AND m.seq = $2
            ORDER BY s.seq""");

    private final Parts parts;
    private final Keeping keeping;

    /** Over the service's database. */
    public VersionStore(Pool pool, VersionsConfig versions) {
        parts = new Parts(pool);
        keeping = Keeping.of(versions);
    }

    /**
     * The versions of a message, ascending.
     *
     * @param afterSeq only those since a later event
     * @param size at most so many
     */
    public Uni<ListVersionsResponse> list(String conversationId, long seq, long afterSeq, int size) {
        return parts.ask(
                        List.of(conversationId),
                        (client, suffix, places) -> client.preparedQuery(LIST.on(suffix))
                                .execute(Tuple.of(conversationId, seq, afterSeq, (long) size + 1))
                                .map(rows -> List.of(response(rows, size))))
                .map(List::getFirst);
    }

    private ListVersionsResponse response(RowSet<Row> rows, int size) {
        var response = ListVersionsResponse.newBuilder();
        if (rows.size() == 0) {
            return response.build();
        }
        Event message = ArchiveStore.parse(rows.iterator().next().getBuffer("event"));
        if (!message.hasMessageSent()) {
            return response.build();
        }
        response.setRecalled(!message.getMessageSent().hasContent());
        for (Row row : rows) {
            Long since = row.getLong("seq");
            if (since != null && response.getVersionsCount() < size) {
                response.addVersions(version(row, message, since));
            } else {
                response.setMore(since != null);
            }
        }
        return response.build();
    }

    private MessageVersion version(Row row, Event message, long since) {
        Long editedMs = row.getLong("time_ms");
        var version = MessageVersion.newBuilder()
                .setSeq(since)
                .setTimeMs(editedMs == null ? message.getTimeMs() : editedMs)
                .setEditorId(message.getActor().getUserId());
        Content content = content(row, message, since);
        return (content == null ? version : version.setContent(content)).build();
    }

    /** Null where it is not kept, or only for readers. */
    private @Nullable Content content(Row row, Event message, long since) {
        if (since == row.getLong("now")) {
            return message.getMessageSent().hasContent()
                    ? message.getMessageSent().getContent()
                    : null;
        }
        return keeping.forAudit() ? PastReader.content(row.getBuffer("content")) : null;
    }
}
