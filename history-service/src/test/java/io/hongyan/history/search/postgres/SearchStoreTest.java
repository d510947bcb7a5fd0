package io.hongyan.history.search.postgres;

import static io.hongyan.history.archive.ArchiveDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.Logged;
import io.hongyan.history.archive.ArchiveDatabase;
import io.hongyan.history.archive.History;
import io.hongyan.history.archive.Told;
import io.hongyan.history.archive.postgres.ArchiveStore;
import io.hongyan.history.search.Candidate;
import io.hongyan.history.search.Search;
import io.hongyan.history.search.SearchLimits;
import io.hongyan.history.search.SearchRow;
import io.hongyan.history.search.SearchedPage;
import io.hongyan.history.search.Seen;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Custom;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.history.v1.SearchRequest;
import io.hongyan.proto.search.v1.SearchKind;
import io.hongyan.proto.search.v1.SearchOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Search in PostgreSQL, over what the archive writes. */
class SearchStoreTest {

    private static final long NOW = 1_800_000_000_000L;
    private static final List<String> PIECES = List.of(
            "geese", "goose", "Gänse", "fly", "flying", "大雁", "雁", "向南飞", "飞行", "東京タワー", "안녕하세요", "สวัสดี", "🎉", "66",
            "d'or", "a", ", ", " ", " ", "!", "\\", "'");

    private static ArchiveDatabase database;

    private final List<Event> log = new ArrayList<>();
    private ArchiveStore archive;
    private SearchStore store;
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
        store = new SearchStore(database.pool(), SearchLimits.of(1, Duration.ofSeconds(10)));
        await(archive.positions().load(database.pool(), List.of(0)));
        offset = 0;
    }

    @Test
    void messagesOfAnyScriptAreFound() {
        log.add(Told.created("ann", "ben"));
        say(
                "ben",
                "The grey geese fly south",
                "Die Gänse fliegen nach Süden",
                "大雁向南飞",
                "雁が南へ飛ぶ",
                "기러기가 남쪽으로 날아간다",
                "大家好 hello");

        assertThat(found("geese")).containsExactly(2L);
        assertThat(found("ganse")).containsExactly(3L);
        assertThat(found("flie")).containsExactly(3L);
        assertThat(found("向南飞")).containsExactly(4L);
        assertThat(found("雁")).containsExactlyInAnyOrder(4L, 5L);
        assertThat(found("飛")).containsExactly(5L);
        assertThat(found("기러기")).containsExactly(6L);
        assertThat(found("hello 大家")).containsExactly(7L);
        assertThat(found("\"the grey geese\"")).containsExactly(2L);
        assertThat(found("\"grey the\"")).isEmpty();
        assertThat(found("swans")).isEmpty();
    }

    /** PostgreSQL finds exactly those texts in which something would be highlighted. */
    @Test
    void whatIsFoundIsWhatIsHighlighted() {
        var random = new Random(7);
        log.add(Told.created("ann", "ben"));
        for (int i = 0; i < 300; i++) {
            log.add(Told.message(log.size() + 1, "ben", words(random, 12)));
        }
        archive();

        for (int i = 0; i < 300; i++) {
            String text = words(random, 3);
            var request = request(random.nextInt(4) == 0 ? "\"" + text + "\"" : text);
            if (Search.objection(request.build()) == null) {
                Search search = Search.of(request.build(), NOW);
                List<Long> expected = log.stream()
                        .filter(event -> search.highlights(event).isPresent())
                        .map(Event::getSeq)
                        .toList();

                assertThat(await(store.find(search, Optional.empty())))
                        .as("“%s”", request.getText())
                        .extracting(Candidate::seq)
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    @Test
    void everybodyFindsOnlyWhatTheySee() {
        log.add(Told.created("ann", "ben"));
        say("ann", "geese early");
        log.add(Told.added(3, "dan"));
        say("ann", "geese later");
        log.add(Told.removed(5, "dan"));
        say("ann", "geese at last");
        log.add(between("ann", "eve", "geese between us"));
        archive();

        assertThat(found("ben", "geese")).containsExactlyInAnyOrder(2L, 4L, 6L);
        assertThat(found("dan", "geese")).containsExactly(4L);
        assertThat(found("eve", "geese")).containsExactly(1L);
        assertThat(found("ann", "geese")).containsExactlyInAnyOrder(2L, 4L, 6L, 1L);
        assertThat(found("mallory", "geese")).isEmpty();
        assertThat(found("an", "geese")).isEmpty();
    }

    @Test
    void aRecalledMessageIsNotFoundAndAnEditedOneByWhatItSaysNow() {
        log.add(Told.created("ann", "ben"));
        say("ann", "grey geese", "white geese", "black geese");
        archive();
        log.add(Told.edit(5, "ann", 2, "grey swans"));
        log.add(Told.recall(6, "ann", 3));
        log.add(Told.edit(7, "ben", 4, "nobody's geese"));
        archive();

        assertThat(found("geese")).containsExactly(4L);
        assertThat(found("swans")).containsExactly(2L);
        assertThat(found("white")).isEmpty();
        assertThat(found("nobody")).isEmpty();
        assertThat(rows()).hasSize(2);
    }

    @Test
    void rowsFollowFromTheEventsHoweverTheyCame() {
        for (long seed = 0; seed < 20; seed++) {
            beginAnew();
            History history = History.random("g:" + seed, seed, 80);
            history.batches(seed).forEach(this::append);
            List<String> once = rows();
            await(database.pool()
                    .query("UPDATE archive_positions SET next_offset = 0")
                    .execute());
            offset = 0;
            history.batches(seed + 1).forEach(this::append);

            assertThat(rows()).isEqualTo(once);
            assertThat(await(SearchRows.different(database.pool(), history.shown())))
                    .isEmpty();
            assertThat(rows()).hasSize((int) history.shown().stream()
                    .filter(event -> SearchRow.of(event).isPresent())
                    .count());
        }
    }

    @Test
    void filtersLeaveOutTheRest() {
        log.add(Told.created("ann", "ben"));
        say("ann", "geese");
        say("ben", "geese");
        log.add(between("ann", "eve", "geese"));
        log.add(Told.message(4, "ben", "").toBuilder()
                .setMessageSent(Told.message(4, "ben", "").getMessageSent().toBuilder()
                        .setContent(Content.newBuilder()
                                .setCustom(Custom.newBuilder().setType("a/1").setFallback("geese for sale"))))
                .build());
        archive();

        assertThat(pageOf(request("geese").setSenderId("ben"))).containsExactlyInAnyOrder(3L, 4L);
        assertThat(pageOf(request("geese").addKinds(SearchKind.SEARCH_KIND_CUSTOM)))
                .containsExactly(4L);
        assertThat(pageOf(request("geese").setAfterMs(3_000))).containsExactlyInAnyOrder(3L, 4L);
        assertThat(pageOf(request("geese").setAfterMs(2_000).setBeforeMs(4_000)))
                .containsExactlyInAnyOrder(2L, 3L);
        assertThat(pageOf(request("geese").setAfterMs(9_000).setBeforeMs(4_000)))
                .isEmpty();
        assertThat(pageOf(request("geese").setConversationId("d:ann:eve"))).containsExactly(1L);
        var inGroup = request("geese").setConversationId(Told.GROUP).build();
        assertThat(await(store.find(Search.of(inGroup, NOW), Optional.of(new Seen(Told.GROUP, 3, 3)))))
                .extracting(Candidate::seq)
                .containsExactly(3L);
    }

    @Test
    void pagesOfTheNewestGoOnToTheEnd() {
        log.add(Told.created("ann", "ben"));
        for (int i = 0; i < 95; i++) {
            say("ben", "geese " + i);
        }
        var request = request("geese").setOrder(SearchOrder.SEARCH_ORDER_NEWEST).setPageSize(10);
        archive();
        List<Long> met = new ArrayList<>();
        while (true) {
            Search search = Search.of(request.build(), NOW);
            SearchedPage page = search.page(await(store.find(search, Optional.empty())));
            page.hits().forEach(hit -> met.add(hit.seq()));
            if (!page.more()) {
                break;
            }
            request.setPageToken(search.tokenAfter(page.hits().getLast()));
        }

        assertThat(met).hasSize(95).isSortedAccordingTo((one, other) -> Long.compare(other, one));
    }

    @Test
    void theBetterMatchComesFirst() {
        log.add(Told.created("ann", "ben"));
        say("ben", "geese and a great many other words that have nothing to do with what is looked for at all");
        say("ben", "geese, geese!");
        archive();

        assertThat(pageOf(request("geese"))).containsExactly(3L, 2L);
    }

    @Test
    void newMessagesAreFoundWithoutLookingAtOldOnes() {
        log.add(Told.created("ann", "ben"));
        for (int i = 0; i < 60; i++) {
            log.add(Told.message(log.size() + 1, "ben", "geese " + i).toBuilder()
                    .setTimeMs(NOW - Duration.ofDays(60 - i).toMillis())
                    .build());
        }
        archive();

        assertThat(pageOf(request("geese")
                        .setOrder(SearchOrder.SEARCH_ORDER_NEWEST)
                        .setPageSize(5)))
                .containsExactly(61L, 60L, 59L, 58L, 57L);
        assertThat(pageOf(request("geese").setPageSize(100))).hasSize(60);
    }

    @Test
    void whatTakesTooLongIsGivenUp() {
        var impatient = new SearchStore(database.pool(), SearchLimits.of(1, Duration.ofMillis(1)));
        log.add(Told.created("ann", "ben"));
        for (int i = 0; i < 3_000; i++) {
            log.add(Told.message(log.size() + 1, "ben", "the " + i));
        }
        archive();

        Throwable failure = catchThrowable(() -> {
            for (int i = 0; i < 100; i++) {
                await(impatient.find(Search.of(request("the").build(), NOW), Optional.empty()));
            }
        });

        assertThat(failure).matches(SearchStore::isTooLong);
        assertThat(found("the")).as("the connection is as it was").isNotEmpty();
    }

    private static String words(Random random, int max) {
        var words = new StringBuilder();
        for (int i = random.nextInt(max); i >= 0; i--) {
            words.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return words.toString();
    }

    private void say(String user, String... texts) {
        for (String text : texts) {
            log.add(Told.message(log.size() + 1, user, text));
        }
    }

    private static Event between(String user, String other, String text) {
        return Told.message(1, user, text).toBuilder()
                .setConversationId("d:" + user + ":" + other)
                .build();
    }

    private List<Long> found(String text) {
        return found("ann", text);
    }

    private List<Long> found(String user, String text) {
        return pageOf(request(text).setUserId(user));
    }

    private List<Long> pageOf(SearchRequest.Builder request) {
        archive();
        assertThat(Search.objection(request.build())).isNull();
        Search search = Search.of(request.build(), NOW);
        return search.page(await(store.find(search, Optional.empty()))).hits().stream()
                .map(Candidate::seq)
                .toList();
    }

    private static SearchRequest.Builder request(String text) {
        return SearchRequest.newBuilder().setUserId("ann").setText(text);
    }

    /** What of the log is not archived yet. */
    private void archive() {
        append(log.subList((int) offset, log.size()));
    }

    private void append(List<Event> events) {
        List<Logged<Event>> records = new ArrayList<>();
        for (Event event : events) {
            records.add(new Logged<>(0, offset++, null, event));
        }
        await(archive.append(new DecodedBatch<>(records, List.of(), Map.of(0, offset))));
    }

    private static List<String> rows() {
        List<String> rows = new ArrayList<>();
        await(database.pool()
                        .query(
                                "SELECT conversation_id || seq || ' ' || time_ms || ' ' || words AS line FROM search ORDER BY 1")
                        .execute())
                .forEach(row -> rows.add(row.getString("line")));
        return rows;
    }
}
