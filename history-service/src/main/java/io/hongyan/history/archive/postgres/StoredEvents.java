package io.hongyan.history.archive.postgres;

import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.explain.v1.GetProjectedResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * What the archive has of one event, for whoever traces it. Rows hold nothing but what follows from the log, hence no time
 * of their own: when one was written PostgreSQL knows, where it keeps the times of commits.
 */
@ApplicationScoped
public class StoredEvents {

    private static final String STORED = """
            SELECT COALESCE((SELECT max(h.seq) FROM events h WHERE h.conversation_id = $1), 0) AS head, e.event,
                   CASE WHEN e.seq IS NOT NULL AND current_setting('track_commit_timestamp')::boolean
                       THEN (EXTRACT(EPOCH FROM pg_xact_commit_timestamp(e.written_by)) * 1000)::bigint
                   END AS written_ms
            FROM (VALUES (1)) AS once
            LEFT JOIN (SELECT seq, event, xmin AS written_by FROM events WHERE conversation_id = $1 AND seq = $2) AS e
                ON true""";

    private final Pool pool;

    StoredEvents(Pool pool) {
        this.pool = pool;
    }

    /** What there is of the event with this seq. */
    public Uni<GetProjectedResponse> find(String conversationId, long seq) {
        return pool.preparedQuery(STORED)
                .execute(Tuple.of(conversationId, seq))
                .map(rows -> response(rows.iterator().next()));
    }

    private static GetProjectedResponse response(Row row) {
        var response = GetProjectedResponse.newBuilder().setHeadSeq(row.getLong("head"));
        Buffer stored = row.getBuffer("event");
        if (stored == null) {
            return response.build();
        }
        Event event = ArchiveStore.parse(stored);
        response.setStored(true)
                .setRecalled(event.hasMessageSent() && !event.getMessageSent().hasContent());
        Long writtenMs = row.getLong("written_ms");
        return (writtenMs == null ? response : response.setWrittenMs(writtenMs)).build();
    }
}
