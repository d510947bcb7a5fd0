package io.hongyan.history.archive.postgres;

import static io.hongyan.history.archive.ArchiveDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.Logged;
import io.hongyan.history.archive.ArchiveChanges.Place;
import io.hongyan.history.archive.ArchiveDatabase;
import io.hongyan.history.archive.ArchivedPage;
import io.hongyan.history.archive.History;
import io.hongyan.history.archive.Page;
import io.hongyan.history.archive.Visible;
import io.hongyan.history.archive.postgres.ArchiveStore.View;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.explain.v1.GetProjectedResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The archive in PostgreSQL against the naive truth about random histories. */
class ArchiveStoreTest {

    private static final int HISTORIES = 40;
    private static final int STEPS = 60;

    private static ArchiveDatabase database;

    private ArchiveStore archive;
    private long offset;

    @BeforeAll
    static void connect() {
        database = new ArchiveDatabase();
    }

    @AfterAll
    static void disconnect() {
        database.close();
    }

    @BeforeEach
    void beginAnew() {
        database.empty();
        archive = new ArchiveStore(database.pool(), () -> true);
        await(archive.positions().load(database.pool(), List.of(0)));
        offset = 0;
    }

    @Test
    void everyUserSeesWhatTheNaiveModelSays() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            History history = History.random("g:" + seed, seed, STEPS);

            history.batches(seed).forEach(this::append);

            assertSeenAsTheModelSays("g:" + seed, history);
            assertVersionsAsTheModelSays("g:" + seed, history);
        }
    }

    @Test
    void whoAsksAboutManyIsAnsweredAsAboutEach() {
        List<String> ids = IntStream.range(0, 30).mapToObj(i -> "g:many" + i).toList();
        for (int i = 0; i < ids.size(); i++) {
            append(History.random(ids.get(i), i, 12).log());
        }

        List<View> views = await(archive.view(History.USERS.getFirst(), ids));
        List<Page> pages = IntStream.range(0, ids.size())
                .mapToObj(i -> i % 5 == 0 ? Page.NOTHING : new Page(2, 2 + i % 4, false))
                .toList();
        List<List<Event>> read = await(archive.read(ids, pages));

        for (int i = 0; i < ids.size(); i++) {
            assertThat(views.get(i))
                    .isEqualTo(await(archive.view(History.USERS.getFirst(), List.of(ids.get(i))))
                            .getFirst());
            assertThat(read.get(i))
                    .isEqualTo(await(archive.read(List.of(ids.get(i)), List.of(pages.get(i))))
                            .getFirst());
            assertThat(read.get(i)).allMatch(event -> event.getSeq() >= 2);
        }
        assertThat(read.get(0)).isEmpty();
        assertThat(read.get(1)).isNotEmpty();
    }

    @Test
    void partitionsAreFoundByPostgresOwnRule() {
        var random = new Random(42);
        List<String> ids = Stream.concat(
                        IntStream.range(0, 64).mapToObj("x"::repeat), // all lengths around blocks of twelve
                        IntStream.range(0, 500)
                                .mapToObj(i -> "d:ü%d:%s".formatted(i, Long.toString(random.nextLong(), 36))))
                .toList();

        var rows = await(database.pool()
                .preparedQuery("SELECT bool_and(satisfies_hash_partition('events'::regclass, 16, part, id))"
                        + " FROM unnest($1::int[], $2::text[]) AS sample (part, id)")
                .execute(Tuple.of(
                        ids.stream().map(id -> HashPartition.of(id, 16)).toArray(Integer[]::new),
                        ids.toArray(String[]::new))));

        assertThat(rows.iterator().next().getBoolean(0)).isTrue();
        assertThat(ids.stream().map(id -> HashPartition.of(id, 16)).distinct()).hasSize(16);
    }

    @Test
    void whereRowsLieByAnotherRuleTheWholeTablesAreAsked() {
        var elsewhere = new Parts(database.pool(), id -> 7);

        List<String> suffixes = await(elsewhere.ask(
                List.of("d:a:b", "d:c:d"),
                (client, suffix, places) -> Uni.createFrom()
                        .item(places.stream().map(place -> suffix + place).toList())));

        assertThat(suffixes).containsExactly("0", "1");
    }

    @Test
    void answersComeInTheOrderOfTheQuestions() {
        List<String> ids = IntStream.range(0, 40).mapToObj(i -> "d:a:" + i).toList();

        List<String> answers = await(new Parts(database.pool())
                .ask(
                        ids,
                        (client, suffix, places) -> Uni.createFrom()
                                .item(places.stream().map(ids::get).toList())));

        assertThat(answers).isEqualTo(ids);
    }

    @Test
    void aReplayFromTheBeginningInOtherBatchesChangesNothing() {
        History history = History.random("g:again", 7, 200);
        history.batches(1).forEach(this::append);
        await(database.pool()
                .query("UPDATE archive_positions SET next_offset = 0")
                .execute());
        offset = 0;

        history.batches(2).forEach(this::append);

        assertSeenAsTheModelSays("g:again", history);
    }

    @Test
    void aReplayThatBeginsHalfwayComesToTheSame() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            History history = History.random("g:half" + seed, seed, STEPS);
            append(history.log().subList(0, history.log().size() / 2));
            await(database.pool()
                    .query("UPDATE archive_positions SET next_offset = 0")
                    .execute());
            offset = 0;

            append(history.log()); // what was stored before is taken back in the same batch that brings it again

            assertSeenAsTheModelSays("g:half" + seed, history);
            assertVersionsAsTheModelSays("g:half" + seed, history);
        }
    }

    @Test
    void aBatchThatWasAppliedIsNotNewAgain() {
        History history = History.random("g:once", 3, 10);

        List<Event> first = append(history.log());
        offset = 0;
        List<Event> second = append(history.log());

        assertThat(first).isEqualTo(history.log());
        assertThat(second).isEmpty();
    }

    @Test
    void aRecalledMessageIsGoneFromTheStoredBytes() {
        History history = History.random("g:gone", 11, 120);

        history.batches(5).forEach(this::append);

        List<String> recalled = history.log().stream()
                .filter(Event::hasMessageRecalled)
                .map(event -> "word %d".formatted(event.getMessageRecalled().getTargetSeq() - 1))
                .toList();
        assertThat(recalled).isNotEmpty();
        for (Event kept : all("g:gone", history.head())) {
            assertThat(recalled).doesNotContain(words(kept.getMessageSent().getContent()));
            assertThat(recalled).doesNotContain(words(kept.getMessageEdited().getContent()));
        }
        assertThat(history.versions()).isNotEmpty();
        assertVersionsAsTheModelSays("g:gone", history);
    }

    /** Without what tells one edit from another. */
    private static String words(Content content) {
        return content.getText().replaceFirst(" since .*", "");
    }

    @Test
    void aStoredEventHasTheTimeOfItsRowAndSaysWhetherItWasRecalled() {
        Instant before = Instant.now();
        History history = History.random("g:stored", 11, 120);
        history.batches(5).forEach(this::append);
        var stored = new StoredEvents(database.pool());
        Set<Long> recalled = new HashSet<>();
        history.log().stream()
                .filter(Event::hasMessageRecalled)
                .forEach(event -> recalled.add(event.getMessageRecalled().getTargetSeq()));

        for (long seq = 1; seq <= history.head(); seq++) {
            var found = await(stored.find("g:stored", seq));

            assertThat(found.getStored()).isTrue();
            assertThat(found.getHeadSeq()).isEqualTo(history.head());
            assertThat(found.getRecalled()).isEqualTo(recalled.contains(seq));
            assertThat(Instant.ofEpochMilli(found.getWrittenMs()))
                    .isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
        }
        assertThat(await(stored.find("g:stored", history.head() + 1)).getStored())
                .isFalse();
        assertThat(await(stored.find("g:nowhere", 1))).isEqualTo(GetProjectedResponse.getDefaultInstance());
    }

    @Test
    void aPageIsReadByItsKey() {
        append(History.random("g:plan", 1, 200).log());

        // A table this small is cheaper to read whole: only what the key allows is asked for.
        RowSet<Row> rows = await(database.pool()
                .withTransaction(connection -> connection
                        .query("SET LOCAL enable_seqscan = off")
                        .execute()
                        .chain(() -> connection
                                .query("SET LOCAL enable_bitmapscan = off")
                                .execute())
                        .chain(() -> connection
                                .query("EXPLAIN SELECT seq, event FROM events WHERE conversation_id = 'g:plan'"
                                        + " AND seq BETWEEN 3 AND 52 ORDER BY seq LIMIT 50")
                                .execute())));

        var plan = new StringBuilder();
        rows.forEach(row -> plan.append(row.getString(0)).append('\n'));
        assertThat(plan.toString())
                .contains("Index Scan")
                .doesNotContain("Sort")
                .doesNotContain("Append");
    }

    private void assertSeenAsTheModelSays(String conversation, History history) {
        for (String user : History.USERS) {
            List<Event> expected = history.visibleTo(user);
            var view = await(archive.view(user, List.of(conversation))).getFirst();
            assertThat(view.headSeq()).isEqualTo(history.head());
            if (expected == null) {
                assertThat(view.visible()).isEmpty();
                continue;
            }
            var visible =
                    new Visible(expected.getFirst().getSeq(), expected.getLast().getSeq());
            assertThat(view.visible()).isEqualTo(Optional.of(visible));
            List<ArchivedPage> walked = walk(user, conversation, visible);
            assertThat(walked.stream().flatMap(page -> page.events().stream()).toList())
                    .isEqualTo(expected);
            assertThat(walked.stream().flatMap(page -> page.states().stream()).toList())
                    .isEqualTo(history.statesFor(user));
        }
    }

    private void assertVersionsAsTheModelSays(String conversation, History history) {
        Map<Place, Content> versions = new HashMap<>();
        await(database.pool()
                        .preparedQuery("SELECT seq, content FROM versions WHERE conversation_id = $1")
                        .execute(Tuple.of(conversation)))
                .forEach(row -> versions.put(
                        new Place(conversation, row.getLong("seq")),
                        Objects.requireNonNull(PastReader.content(row.getBuffer("content")))));

        assertThat(versions).containsExactlyInAnyOrderEntriesOf(history.versions());
    }

    private List<ArchivedPage> walk(String user, String conversation, Visible visible) {
        List<ArchivedPage> met = new ArrayList<>();
        Page page = Page.after(visible, 0, 7);
        while (!page.isEmpty()) {
            met.addAll(await(archive.show(user, List.of(conversation), List.of(page))));
            page = Page.after(visible, page.toSeq(), 7);
        }
        return met;
    }

    private List<Event> all(String conversation, long head) {
        return await(archive.read(List.of(conversation), List.of(new Page(1, head, false))))
                .getFirst();
    }

    private List<Event> append(List<Event> events) {
        List<Logged<Event>> records = new ArrayList<>();
        for (Event event : events) {
            records.add(new Logged<>(0, offset++, null, event));
        }
        return await(archive.append(new DecodedBatch<>(records, List.of(), Map.of(0, offset))));
    }
}
