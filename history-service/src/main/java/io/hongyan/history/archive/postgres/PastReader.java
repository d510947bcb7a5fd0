package io.hongyan.history.archive.postgres;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.history.archive.ArchivedPage;
import io.hongyan.history.archive.Page;
import io.hongyan.history.archive.Then;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.history.v1.MessageState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Shows pages to those who have left, as all was at the last event that they see: two more statements, which members do not pay.
 * What was so at an event is so for ever, but for what is taken back; hence they come after the events were read, and know of
 * every edit that those show.
 */
final class PastReader {

    // Only of messages that were edited later: all others say what they said.
    private static final Parts.Statement WORDS_THEN = new Parts.Statement("""
            SELECT w.place, w.target_seq, COALESCE(last.seq, w.target_seq) AS seq, v.content
            FROM unnest($1::int[], $2::text[], $3::bigint[], $4::bigint[]) AS w (place, conversation_id, target_seq, until)
            CROSS JOIN LATERAL (
                SELECT max(d.seq) AS seq FROM edits%1$s d
                WHERE d.conversation_id = w.conversation_id AND d.target_seq = w.target_seq AND d.seq <= w.until) AS last
            LEFT JOIN versions%1$s v ON v.conversation_id = w.conversation_id AND v.target_seq = w.target_seq
                AND v.seq = COALESCE(last.seq, w.target_seq)
            WHERE EXISTS (
                SELECT FROM edits%1$s d
                WHERE d.conversation_id = w.conversation_id AND d.target_seq = w.target_seq AND d.seq > w.until)""");

    private final SqlClient client;
    private final String suffix;
    private final String userId;

    PastReader(SqlClient client, String suffix, String userId) {
        this.client = client;
        this.suffix = suffix;
        this.userId = userId;
    }

    /**
     * The pages as the user is shown them.
     *
     * @param read what is stored
     * @param now the states of its messages as they are
     */
    Uni<List<ArchivedPage>> shown(
            List<String> conversationIds, List<Page> pages, List<Extract> read, List<List<MessageState>> now) {
        List<Integer> past = IntStream.range(0, read.size())
                .filter(place -> read.get(place).leftSeq() != null)
                .boxed()
                .toList();
        if (past.isEmpty()) {
            return Uni.createFrom().item(pages(read, now, Map.of()));
        }
        return states(past, conversationIds, pages, read).chain(then -> {
            List<List<MessageState>> states = new ArrayList<>(now);
            for (int i = 0; i < past.size(); i++) {
                states.set(past.get(i), then.get(i));
            }
            return words(past, conversationIds, read).map(words -> pages(read, states, words));
        });
    }

    private static List<ArchivedPage> pages(
            List<Extract> read, List<List<MessageState>> states, Map<Integer, Map<Long, Then>> words) {
        return IntStream.range(0, read.size())
                .mapToObj(place -> {
                    Map<Long, Then> then = words.getOrDefault(place, Map.of());
                    Long leftSeq = read.get(place).leftSeq();
                    List<Event> events = read.get(place).events().stream()
                            .filter(event -> leftSeq == null || event.getSeq() <= leftSeq) // left while it was asked
                            .map(event -> Then.shown(event, then))
                            .toList();
                    return ArchivedPage.of(events, states.get(place));
                })
                .toList();
    }

    private Uni<List<List<MessageState>>> states(
            List<Integer> past, List<String> conversationIds, List<Page> pages, List<Extract> read) {
        List<Page> asked = ArchiveStore.at(past, pages);
        return client.preparedQuery(StateRows.STATES_THEN.on(suffix))
                .execute(Tuple.of(
                        ArchiveStore.at(past, conversationIds).toArray(String[]::new),
                        ArchiveStore.firsts(asked),
                        ArchiveStore.lasts(asked),
                        userId,
                        past.stream().map(place -> leftSeq(read.get(place))).toArray(Long[]::new)))
                .map(rows -> StateRows.byPlace(rows, past.size()));
    }

    /** For each place the messages that were edited later, be they on the page, or only an edit of theirs. */
    private Uni<Map<Integer, Map<Long, Then>>> words(
            List<Integer> past, List<String> conversationIds, List<Extract> read) {
        List<Integer> places = new ArrayList<>();
        List<Long> messages = new ArrayList<>();
        for (int place : past) {
            read.get(place).events().stream()
                    .filter(event -> event.hasMessageSent() || event.hasMessageEdited())
                    .map(Then::message)
                    .distinct()
                    .forEach(message -> {
                        places.add(place);
                        messages.add(message);
                    });
        }
        return client.preparedQuery(WORDS_THEN.on(suffix))
                .execute(Tuple.of(
                        places.toArray(Integer[]::new),
                        ArchiveStore.at(places, conversationIds).toArray(String[]::new),
                        messages.toArray(Long[]::new),
                        places.stream().map(place -> leftSeq(read.get(place))).toArray(Long[]::new)))
                .map(PastReader::byPlace);
    }

    private static Map<Integer, Map<Long, Then>> byPlace(RowSet<Row> rows) {
        Map<Integer, Map<Long, Then>> words = new HashMap<>();
        for (Row row : rows) {
            words.computeIfAbsent(row.getInteger("place"), absent -> new HashMap<>())
                    .put(row.getLong("target_seq"), new Then(row.getLong("seq"), content(row.getBuffer("content"))));
        }
        return words;
    }

    private static long leftSeq(Extract left) {
        return Objects.requireNonNull(left.leftSeq());
    }

    /** Null where there is none. */
    static @Nullable Content content(@Nullable Buffer stored) {
        try {
            return stored == null ? null : Content.parseFrom(stored.getBytes());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the archive holds a version of a message that is not Protobuf", e);
        }
    }
}
