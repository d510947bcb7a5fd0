package io.hongyan.history.media.postgres;

import com.google.protobuf.ByteString;
import io.hongyan.history.media.MediaItem;
import io.hongyan.history.media.MediaItem.Picture;
import io.hongyan.history.media.MediaItem.Thumbnail;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What is known of media, in PostgreSQL. Never blocks. */
@ApplicationScoped
public class MediaItems {

    private static final String COLUMNS = """
            media_id, user_id, content_type, size_bytes, sha256, ready, width, height,
            thumbnail_type, thumbnail_bytes, thumbnail_width, thumbnail_height""";

    /** Uploads of one user begin one after the other, so that the limit is one. */
    private static final String TURN = "SELECT pg_advisory_xact_lock(hashtextextended('hongyan media ' || $1, 0))";

    private static final String SAME = """
            UPDATE media SET begun_ms = $5
            WHERE user_id = $1 AND sha256 = $2 AND size_bytes = $3 AND content_type = $4
            RETURNING %s""".formatted(COLUMNS);

    private static final String ANOTHER = """
            INSERT INTO media (user_id, sha256, size_bytes, content_type, begun_ms, media_id)
            SELECT $1, $2, $3, $4, $5, $6
            WHERE (SELECT count(*) FROM media WHERE user_id = $1 AND NOT ready) < $7
            RETURNING %s""".formatted(COLUMNS);

    private static final String FIND = "SELECT %s FROM media WHERE media_id = $1".formatted(COLUMNS);

    private static final String READY = """
            UPDATE media SET ready = true, width = $2, height = $3,
                thumbnail_type = $4, thumbnail_bytes = $5, thumbnail_width = $6, thumbnail_height = $7
            WHERE media_id = $1""";

    private static final String REMOVE = "DELETE FROM media WHERE media_id = $1 AND NOT ready";

    private static final String GIVEN_UP = """
            DELETE FROM media WHERE media_id IN (
                SELECT media_id FROM media WHERE NOT ready AND begun_ms < $1 ORDER BY begun_ms LIMIT $2
                FOR UPDATE SKIP LOCKED)
            RETURNING media_id""";

    private final Pool pool;

    /** Over the service's database. */
    public MediaItems(Pool pool) {
        this.pool = pool;
    }

    /**
     * Begins an upload, or finds the one of the same user and the same bytes.
     *
     * @param announced what is to be uploaded, with an id for it if it is new
     * @param uploadsMax how many uploads of the user may be under way
     * @return empty if there are as many as may be
     */
    public Uni<Optional<MediaItem>> begin(MediaItem announced, long nowMs, int uploadsMax) {
        Tuple same = Tuple.of(
                announced.userId(),
                Buffer.buffer(announced.sha256().toByteArray()),
                announced.sizeBytes(),
                announced.contentType(),
                nowMs);
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(TURN)
                .execute(Tuple.of(announced.userId()))
                .chain(() -> transaction.preparedQuery(SAME).execute(same))
                .chain(rows -> rows.size() > 0
                        ? Uni.createFrom().item(first(rows))
                        : another(transaction, announced, nowMs, uploadsMax)));
    }

    private static Uni<Optional<MediaItem>> another(
            SqlConnection transaction, MediaItem announced, long nowMs, int uploadsMax) {
        return transaction
                .preparedQuery(ANOTHER)
                .execute(Tuple.tuple()
                        .addString(announced.userId())
                        .addValue(Buffer.buffer(announced.sha256().toByteArray()))
                        .addLong(announced.sizeBytes())
                        .addString(announced.contentType())
                        .addLong(nowMs)
                        .addString(announced.mediaId())
                        .addLong((long) uploadsMax))
                .map(MediaItems::first);
    }

    /** What is known of these media, if anything. */
    public Uni<Optional<MediaItem>> find(String mediaId) {
        return pool.preparedQuery(FIND).execute(Tuple.of(mediaId)).map(MediaItems::first);
    }

    /** They are there, and what was announced. Returns false if they were given up meanwhile. */
    public Uni<Boolean> ready(MediaItem checked) {
        Picture picture = checked.picture();
        Thumbnail small = picture.thumbnail();
        return pool.preparedQuery(READY)
                .execute(Tuple.tuple()
                        .addString(checked.mediaId())
                        .addInteger(picture.width())
                        .addInteger(picture.height())
                        .addString(small == null ? null : small.contentType())
                        .addInteger(small == null ? 0 : small.sizeBytes())
                        .addInteger(small == null ? 0 : small.width())
                        .addInteger(small == null ? 0 : small.height()))
                .map(rows -> rows.rowCount() > 0);
    }

    /** Forgets an upload that is not finished. */
    public Uni<Void> remove(String mediaId) {
        return pool.preparedQuery(REMOVE).execute(Tuple.of(mediaId)).replaceWithVoid();
    }

    /**
     * Forgets uploads with which nobody went on.
     *
     * @return which they were, at most so many
     */
    public Uni<List<String>> forgetUnfinished(long begunBeforeMs, int most) {
        return pool.preparedQuery(GIVEN_UP)
                .execute(Tuple.of(begunBeforeMs, most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("media_id"))
                        .toList());
    }

    private static Optional<MediaItem> first(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(item(rows.iterator().next()));
    }

    private static MediaItem item(Row row) {
        String small = row.getString("thumbnail_type");
        return new MediaItem(
                row.getString("media_id"),
                row.getString("user_id"),
                row.getString("content_type"),
                row.getLong("size_bytes"),
                ByteString.copyFrom(row.getBuffer("sha256").getBytes()),
                row.getBoolean("ready"),
                new Picture(
                        row.getInteger("width"),
                        row.getInteger("height"),
                        small == null
                                ? null
                                : new Thumbnail(
                                        small,
                                        row.getInteger("thumbnail_bytes"),
                                        row.getInteger("thumbnail_width"),
                                        row.getInteger("thumbnail_height"))));
    }
}
