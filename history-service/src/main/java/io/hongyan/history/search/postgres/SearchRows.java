package io.hongyan.history.search.postgres;

import static io.hongyan.eventlog.database.Columns.column;

import io.hongyan.history.search.SearchRow;
import io.hongyan.proto.events.v1.Event;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What is stored of messages so that they are found. It follows from the archived events, and is written with them. */
public final class SearchRows {

    private static final String WRITE = """
            INSERT INTO search AS s (conversation_id, seq, time_ms, words)
            SELECT w.conversation_id, w.seq, w.time_ms, w.words::tsvector
            FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[]) AS w (conversation_id, seq, time_ms, words)
            ON CONFLICT (conversation_id, seq) DO UPDATE SET time_ms = excluded.time_ms, words = excluded.words""";

    private static final String REMOVE = """
            DELETE FROM search AS s USING unnest($1::text[], $2::bigint[]) AS w (conversation_id, seq)
            WHERE s.conversation_id = w.conversation_id AND s.seq = w.seq""";

    // Of an event that cannot be found both sides are null.
    private static final String DIFFERENT = """
            SELECT w.place FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[])
                WITH ORDINALITY AS w (conversation_id, seq, time_ms, words, place)
            LEFT JOIN search s ON s.conversation_id = w.conversation_id AND s.seq = w.seq
            WHERE s.time_ms IS DISTINCT FROM w.time_ms OR s.words IS DISTINCT FROM w.words::tsvector""";

    private SearchRows() {}

    /** Writes what there is to be found of events that are new. */
    public static Uni<Void> add(SqlClient client, Collection<Event> events) {
        List<SearchRow> rows =
                events.stream().map(SearchRow::of).flatMap(Optional::stream).toList();
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return client.preparedQuery(WRITE)
                .execute(Tuple.of(
                        column(rows, SearchRow::conversationId, String[]::new),
                        column(rows, SearchRow::seq, Long[]::new),
                        column(rows, SearchRow::timeMs, Long[]::new),
                        column(rows, SearchRow::words, String[]::new)))
                .replaceWithVoid();
    }

    /** Writes what there is to be found of events as they are now, and removes those of which that is nothing. */
    public static Uni<Void> replace(SqlClient client, Collection<Event> events) {
        List<Event> silent =
                events.stream().filter(event -> SearchRow.of(event).isEmpty()).toList();
        Uni<Void> removed = silent.isEmpty()
                ? Uni.createFrom().voidItem()
                : client.preparedQuery(REMOVE)
                        .execute(Tuple.of(
                                column(silent, Event::getConversationId, String[]::new),
                                column(silent, Event::getSeq, Long[]::new)))
                        .replaceWithVoid();
        return removed.chain(() -> add(client, events));
    }

    /** The events of which something else is stored than follows from them. */
    public static Uni<List<Event>> different(SqlClient client, Collection<Event> events) {
        List<Event> asked = List.copyOf(events);
        if (asked.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<Optional<SearchRow>> rows = asked.stream().map(SearchRow::of).toList();
        return client.preparedQuery(DIFFERENT)
                .execute(Tuple.of(
                        column(asked, Event::getConversationId, String[]::new),
                        column(asked, Event::getSeq, Long[]::new),
                        column(rows, row -> row.map(SearchRow::timeMs).orElse(null), Long[]::new),
                        column(rows, row -> row.map(SearchRow::words).orElse(null), String[]::new)))
                .map(places -> at(places, asked));
    }

    private static List<Event> at(RowSet<Row> places, List<Event> events) {
        return places.stream()
                .map(row -> events.get(row.getLong("place").intValue() - 1))
                .toList();
    }
}
