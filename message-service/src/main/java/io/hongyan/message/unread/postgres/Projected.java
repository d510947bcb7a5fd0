package io.hongyan.message.unread.postgres;

import io.hongyan.proto.explain.v1.GetProjectedResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * What the projection has of one event. Rows hold nothing but what follows from the log, hence no time of their own: when
 * one was written PostgreSQL knows, where it keeps the times of commits.
 */
@ApplicationScoped
public class Projected {

    private static final String PROJECTED = """
            SELECT c.head_seq, x.seq IS NOT NULL AS stored, COALESCE(x.recalled, false) AS recalled,
                   CASE WHEN x.seq IS NOT NULL AND current_setting('track_commit_timestamp')::boolean
                       THEN (EXTRACT(EPOCH FROM pg_xact_commit_timestamp(x.xmin)) * 1000)::bigint
                   END AS written_ms
            FROM unread.conversation c
            LEFT JOIN unread.message x ON x.conversation_id = c.conversation_id AND x.seq = $2
            WHERE c.conversation_id = $1
            """;

    private final Pool pool;

    /** Over the service's database. */
    public Projected(Pool pool) {
        this.pool = pool;
    }

    /** What there is of the event; nothing of a conversation that the projection does not know. */
    public Uni<GetProjectedResponse> find(String conversationId, long seq) {
        return pool.preparedQuery(PROJECTED)
                .execute(Tuple.of(conversationId, seq))
                .map(rows -> rows.size() == 0
                        ? GetProjectedResponse.getDefaultInstance()
                        : response(rows.iterator().next()));
    }

    private static GetProjectedResponse response(Row row) {
        var response = GetProjectedResponse.newBuilder()
                .setHeadSeq(row.getLong("head_seq"))
                .setStored(row.getBoolean("stored"))
                .setRecalled(row.getBoolean("recalled"));
        Long writtenMs = row.getLong("written_ms");
        return (writtenMs == null ? response : response.setWrittenMs(writtenMs)).build();
    }
}
