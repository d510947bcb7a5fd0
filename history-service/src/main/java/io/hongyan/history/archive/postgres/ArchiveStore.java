package io.hongyan.history.archive.postgres;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.Positions;
import io.hongyan.eventlog.Topics;
import io.hongyan.history.archive.ArchiveChanges;
import io.hongyan.history.archive.ArchivedPage;
import io.hongyan.history.archive.Keeping;
import io.hongyan.history.archive.Page;
import io.hongyan.history.archive.Period;
import io.hongyan.history.archive.VersionsConfig;
import io.hongyan.history.archive.Visible;
import io.hongyan.proto.events.v1.Event;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The archive in PostgreSQL: appends batches, says what a user may see, and reads pages. Never blocks. */
@ApplicationScoped
public class ArchiveStore {

    private static final Parts.Statement VISIBLE = new Parts.Statement("""
            SELECT p.joined_seq, p.left_seq,
                   COALESCE((SELECT max(e.seq) FROM events%1$s e WHERE e.conversation_id = w.conversation_id), 0) AS head
            FROM unnest($1::text[]) WITH ORDINALITY AS w (conversation_id, place)
            LEFT JOIN periods%1$s p ON p.conversation_id = w.conversation_id AND p.user_id = $2
            ORDER BY w.place""");

    // The function of a lateral join runs once for each row: an index range scan each.
    // Whether the reader has left stands beside what is read: what was there while nobody had left, all may see.
    private static final Parts.Statement PAGES = new Parts.Statement("""
            SELECT w.place, e.event, p.left_seq
            FROM unnest($1::text[], $2::bigint[], $3::bigint[]) WITH ORDINALITY AS w (conversation_id, lo, hi, place)
            LEFT JOIN periods%1$s p ON p.conversation_id = w.conversation_id AND p.user_id = $5
            CROSS JOIN LATERAL (
                SELECT seq, event FROM events%1$s
                WHERE conversation_id = w.conversation_id AND seq BETWEEN w.lo AND w.hi
                ORDER BY seq LIMIT $4) e
            ORDER BY w.place, e.seq""");

    private static final Positions POSITIONS = new Positions("archive_positions", Topics.EVENTS);

    /** Nobody's name: who reads so is shown everything as it is now. */
    private static final String NOBODY = "";

    private final Pool pool;
    private final Parts parts;
    private final Keeping keeping;

    /** Over the service's database. */
    public ArchiveStore(Pool pool, VersionsConfig versions) {
        this.pool = pool;
        this.parts = new Parts(pool);
        this.keeping = Keeping.of(versions);
    }

    /** How far the archive has come in the log. */
    public Positions positions() {
        return POSITIONS;
    }

    /**
     * Archives what of a batch is not archived yet, and moves the position, in one transaction.
     *
     * @return the events of this batch that were new to the archive
     */
    public Uni<List<Event>> append(DecodedBatch<Event> batch) {
        return pool.withTransaction(transaction -> append(transaction, batch, keeping));
    }

    /** The same within a transaction, in whatever tables the names lead it to. */
    static Uni<List<Event>> append(SqlConnection transaction, DecodedBatch<Event> batch, Keeping keeping) {
        return POSITIONS
                .claim(transaction, batch)
                .chain(claimed -> new ChangesWriter(transaction, keeping)
                        .write(ArchiveChanges.of(claimed.values()))
                        .replaceWith(claimed::values));
    }

    /**
     * What the user may see of each conversation, in the order asked; empty where the user never was.
     *
     * @return for each the visible part, and the head of the whole conversation
     */
    public Uni<List<View>> view(String userId, List<String> conversationIds) {
        return parts.ask(conversationIds, (client, suffix, places) -> {
            List<String> ids = at(places, conversationIds);
            return client.preparedQuery(VISIBLE.on(suffix))
                    .execute(Tuple.of(ids.toArray(String[]::new), userId))
                    .map(rows -> {
                        List<View> views = new ArrayList<>(ids.size());
                        for (Row row : rows) {
                            views.add(view(userId, ids.get(views.size()), row));
                        }
                        return views;
                    });
        });
    }

    /**
     * The events of a page of each of several conversations, in the order asked, as they are now.
     *
     * @param pages a page for each of the conversations
     */
    public Uni<List<List<Event>>> read(List<String> conversationIds, List<Page> pages) {
        return ask(
                conversationIds,
                pages,
                List.of(),
                (client, suffix, ids, asked) -> client.preparedQuery(PAGES.on(suffix))
                        .execute(events(NOBODY, ids, asked))
                        .map(rows -> Extract.byPlace(rows, ids.size()).stream()
                                .map(Extract::events)
                                .toList()));
    }

    /**
     * The same as a user is shown it: with what became of the messages. That is read before the events, so that no event
     * is older than what is said of it. Who has left is shown how it was at the last event that they see.
     */
    public Uni<List<ArchivedPage>> show(String userId, List<String> conversationIds, List<Page> pages) {
        return ask(
                conversationIds,
                pages,
                ArchivedPage.NOTHING,
                (client, suffix, ids, asked) -> client.preparedQuery(StateRows.STATES.on(suffix))
                        .execute(states(userId, ids, asked))
                        .map(rows -> StateRows.byPlace(rows, ids.size()))
                        .chain(states -> client.preparedQuery(PAGES.on(suffix))
                                .execute(events(userId, ids, asked))
                                .chain(rows -> new PastReader(client, suffix, userId)
                                        .shown(ids, asked, Extract.byPlace(rows, ids.size()), states))));
    }

    /** A question about pages that are not empty, to tables whose names end with something. Its answer has one for each. */
    private interface PagesQuestion<T> {
        Uni<List<T>> ask(SqlClient client, String suffix, List<String> conversationIds, List<Page> pages);
    }

    private <T> Uni<List<T>> ask(List<String> conversationIds, List<Page> pages, T nothing, PagesQuestion<T> question) {
        List<Integer> wanted = IntStream.range(0, pages.size())
                .filter(place -> !pages.get(place).isEmpty())
                .boxed()
                .toList();
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(Collections.nCopies(pages.size(), nothing));
        }
        List<String> ids = at(wanted, conversationIds);
        List<Page> asked = at(wanted, pages);
        return parts.ask(
                        ids,
                        (client, suffix, places) -> question.ask(client, suffix, at(places, ids), at(places, asked)))
                .map(read -> {
                    List<T> answers = new ArrayList<>(Collections.nCopies(pages.size(), nothing));
                    for (int i = 0; i < read.size(); i++) {
                        answers.set(wanted.get(i), read.get(i));
                    }
                    return answers;
                });
    }

    private static Tuple events(String userId, List<String> conversationIds, List<Page> pages) {
        return Tuple.of(
                conversationIds.toArray(String[]::new),
                firsts(pages),
                lasts(pages),
                pages.stream()
                        .mapToLong(page -> page.toSeq() - page.fromSeq() + 1)
                        .max()
                        .orElse(0),
                userId);
    }

    private static Tuple states(String userId, List<String> conversationIds, List<Page> pages) {
        return Tuple.of(conversationIds.toArray(String[]::new), firsts(pages), lasts(pages), userId);
    }

    static Long[] firsts(List<Page> pages) {
        return pages.stream().map(Page::fromSeq).toArray(Long[]::new);
    }

    static Long[] lasts(List<Page> pages) {
        return pages.stream().map(Page::toSeq).toArray(Long[]::new);
    }

    static <T> List<T> at(List<Integer> places, List<T> all) {
        return places.stream().map(all::get).toList();
    }

    /**
     * A user's view of a conversation.
     *
     * @param visible what the user may see; empty if the user never was in it, as far as the archive knows
     * @param headSeq the highest seq in the archive, seen by the user or not
     * @param hasLeft whether the user was in it, and has left
     */
    public record View(Optional<Visible> visible, long headSeq, boolean hasLeft) {

        /** The first seq that the user may see; 1 if there is none. */
        public long firstSeq() {
            return visible.map(Visible::firstSeq).orElse(1L);
        }
    }

    private static View view(String userId, String conversationId, Row row) {
        Long joined = row.getLong("joined_seq");
        Period period = joined == null ? null : new Period(joined, row.getLong("left_seq"));
        long head = row.getLong("head");
        return new View(
                Visible.to(userId, conversationId, period, head), head, period != null && period.leftSeq() != null);
    }

    static Event parse(Buffer stored) {
        try {
            return Event.parseFrom(stored.getBytes());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the archive holds an event that is not Protobuf", e);
        }
    }
}
