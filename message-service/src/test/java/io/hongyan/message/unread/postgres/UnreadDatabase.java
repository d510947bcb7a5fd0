package io.hongyan.message.unread.postgres;

import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.Logged;
import io.hongyan.message.unread.Changes;
import io.hongyan.proto.conversations.v1.Conversation;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.testkit.TestDatabase;
import io.hongyan.testkit.TestServers;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** A database of one's own with the schema of the unread role, and a log of one partition that is applied to it. */
public final class UnreadDatabase implements AutoCloseable {

    private static final List<String> TABLES = List.of("conversation", "last_event", "member", "mention", "message");

    /** Connections to it. */
    public final Pool pool;

    final ProjectionStore store;
    final Inbox inbox;
    final Explanations explanations;
    final Projected projected;
    private final TestDatabase database = TestDatabase.create();
    private final Vertx vertx = Vertx.vertx();

    /** Makes one. */
    public UnreadDatabase() {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.user())
                .load()
                .migrate();
        pool = pool(TestServers.postgresPort());
        store = new ProjectionStore(pool);
        inbox = new Inbox(pool);
        explanations = new Explanations(pool);
        projected = new Projected(pool);
        await(store.positions(List.of(0)));
    }

    /** Connections to it by way of another port on this machine. */
    public Pool pool(int port) {
        return PgBuilder.pool()
                .connectingTo("postgresql://%s:%s@localhost:%d/%s"
                        .formatted(database.user(), database.user(), port, database.name()))
                .using(vertx)
                .build();
    }

    /** As if nothing had ever been read. */
    public void empty() {
        TABLES.forEach(table -> await(pool.query("DELETE FROM unread." + table).execute()));
        rewind();
    }

    /** As if the log were to be read from its beginning again. */
    public void rewind() {
        await(pool.query("UPDATE unread.position SET next_offset = 0").execute());
    }

    /** Applies a batch that begins at an offset, and moves the position behind it. */
    public Changes apply(List<Event> events, long offset) {
        List<Logged<Event>> records = new ArrayList<>();
        for (Event event : events) {
            records.add(new Logged<>(0, offset + records.size(), null, event));
        }
        return await(store.apply(new DecodedBatch<>(records, List.of(), Map.of(0, offset + events.size()))));
    }

    /** Applies batches, from offset 0 on. */
    public void applyAll(List<List<Event>> batches) {
        long offset = 0;
        for (List<Event> batch : batches) {
            apply(batch, offset);
            offset += batch.size();
        }
    }

    /** Everything of a user, page by page. */
    List<Conversation> list(String user, int pageSize) {
        List<Conversation> all = new ArrayList<>();
        Inbox.Page page = page(new Inbox.Wanted(user, Map.of(), null, pageSize));
        all.addAll(page.conversations());
        while (page.next() != null) {
            page = page(new Inbox.Wanted(user, Map.of(), page.next(), pageSize));
            all.addAll(page.conversations());
        }
        return all;
    }

    /** What somebody who asks alone is answered. */
    Inbox.Page page(Inbox.Wanted wanted) {
        return await(inbox.list(List.of(wanted))).getFirst();
    }

    /** All rows of all tables as text, for comparing. */
    public List<String> dump() {
        List<String> rows = new ArrayList<>();
        for (String table : TABLES) {
            await(pool.query("SELECT t::text FROM unread.%s AS t ORDER BY t::text".formatted(table))
                            .execute())
                    .forEach(row -> rows.add(table + row.getString(0)));
        }
        return rows;
    }

    /** Waits for an answer. */
    public static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    @Override
    public void close() {
        await(pool.close());
        await(vertx.close());
    }
}
