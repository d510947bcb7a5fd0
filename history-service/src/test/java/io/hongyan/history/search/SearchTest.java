package io.hongyan.history.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Custom;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.proto.history.v1.SearchRequest;
import io.hongyan.proto.search.v1.SearchKind;
import io.hongyan.proto.search.v1.SearchOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {

    private static final long NOW = 1_800_000_000_000L;
    private static final String GROUP = "g:" + "t".repeat(26);

    @Test
    void aMessageCanBeFoundByItsWordsAndByWhatIsKnownOfIt() {
        assertThat(SearchRow.of(message("d:ann:ben", Content.newBuilder().setText("大雁, see geese see")))
                        .orElseThrow())
                .isEqualTo(new SearchRow(
                        "d:ann:ben",
                        7,
                        NOW,
                        "'大':1 '大雁':1 '雁':2 'see':3,5 'geese':4 'b:gee' 'b:gees' 'u:ann' 'u:ben' 's:ann' 'k:1' '0:15e4' '1:2ly' '2:5t'"
                                .replace("15e4", Long.toString(NOW >> 25, 36))
                                .replace("2ly", Long.toString(NOW >> 29, 36))
                                .replace("5t", Long.toString(NOW >> 33, 36))));
        assertThat(SearchRow.of(message(
                                GROUP,
                                Content.newBuilder()
                                        .setCustom(Custom.newBuilder()
                                                .setType("a/1")
                                                .setFallback("An order"))))
                        .orElseThrow()
                        .words())
                .startsWith("'an':1 'order':2 'b:ord' 'b:orde' '" + GROUP + "' 's:ann' 'k:2' ");
    }

    @Test
    void whatSaysNothingCannotBeFound() {
        assertThat(SearchRow.of(message(GROUP, Content.newBuilder().setText("..."))))
                .isEmpty();
        assertThat(SearchRow.of(message(GROUP, Content.newBuilder()))).isEmpty();
        assertThat(SearchRow.of(Event.newBuilder()
                        .setMessageSent(MessageSent.getDefaultInstance())
                        .build()))
                .isEmpty();
        assertThat(SearchRow.of(Event.getDefaultInstance())).isEmpty();
    }

    @Test
    void aLongTextHasNoMorePlacesThanPostgresqlCounts() {
        String words = SearchRow.of(message(GROUP, Content.newBuilder().setText("大".repeat(20_000))))
                .orElseThrow()
                .words();

        assertThat(words).contains(",255 ").doesNotContain(",256");
        assertThat(Terms.of("a ".repeat(20_000)).getLast().position()).isEqualTo(Terms.POSITION_MAX);
    }

    @Test
    void onlyWhatTheUserSeesIsAskedFor() {
        assertThat(query(request("geese"), List.of(new Seen(GROUP, 1, 5))))
                .isEqualTo("('geese' | 'b:geese') & ('u:ann' | '" + GROUP + "')");
        assertThat(query(request("geese").setConversationId("d:ann:ben"), List.of()))
                .isEqualTo("('geese' | 'b:geese') & ('u:ann' & 'u:ben')");
        assertThat(query(
                        request("geese")
                                .setConversationId(GROUP)
                                .setSenderId("ben")
                                .addKinds(SearchKind.SEARCH_KIND_TEXT)
                                .addKinds(SearchKind.SEARCH_KIND_CUSTOM),
                        List.of(new Seen(GROUP, 1, 5))))
                .isEqualTo("('geese' | 'b:geese') & ('" + GROUP + "') & ('s:ben') & ('k:1' | 'k:2')");
    }

    @Test
    void whoIsInVeryManyGroupsIsLookedForEverywhere() {
        List<Seen> many = IntStream.range(0, 1_001)
                .mapToObj(i -> new Seen("g:" + i, 1, 5))
                .toList();

        assertThat(query(request("geese"), many)).isEqualTo("('geese' | 'b:geese')");
    }

    @Test
    void theBestComesFirstAndPagesGoOnWhereTheLastEnded() {
        for (SearchOrder order : List.of(SearchOrder.SEARCH_ORDER_RELEVANCE, SearchOrder.SEARCH_ORDER_NEWEST)) {
            var request = request("geese").setOrder(order).setPageSize(7);
            List<Candidate> met = new ArrayList<>();
            while (true) {
                Search search = Search.of(request.build(), NOW);
                SearchedPage page = search.page(matches(search, 50));
                met.addAll(page.hits());
                if (!page.more()) {
                    break;
                }
                request.setPageToken(search.tokenAfter(page.hits().getLast()));
                assertThat(Search.objection(request.build())).isNull();
            }

            assertThat(met).isSortedAccordingTo(Candidate.BEST_FIRST).hasSize(50);
            assertThat(new HashSet<>(met)).hasSize(50);
        }
    }

    /** As the store answers: the newest ones before the last hit. */
    private static List<Candidate> matches(Search search, int all) {
        return IntStream.range(0, all)
                .mapToObj(
                        i -> new Candidate(search.score((i * 7 % 10) / 10f, NOW - i / 3), NOW - i / 3, "g:" + i % 2, i))
                .filter(match -> search.olderThan().isEmpty()
                        || Candidate.NEWEST_FIRST.compare(
                                        match, search.olderThan().get())
                                > 0)
                .sorted(Candidate.NEWEST_FIRST)
                .limit(search.candidatesMax())
                .toList();
    }

    @Test
    void ofMoreThanAThousandMatchesTheOldestAreNotRanked() {
        Search search = Search.of(request("geese").build(), NOW);
        List<Candidate> matches = IntStream.rangeClosed(0, Search.RANKED_MAX)
                .mapToObj(i -> new Candidate(i == 0 ? 9 : 1, i, "g:a", i))
                .toList();

        SearchedPage page = search.page(matches);

        assertThat(page.truncated()).isTrue();
        assertThat(page.more()).isTrue();
        assertThat(page.hits()).hasSize(20).extracting(Candidate::seq).startsWith(1_000L, 999L);
    }

    @Test
    void beingNewIsWorthAsMuchAsTheWords() {
        long month = Duration.ofDays(30).toMillis();

        assertThat(Ranking.score(1, NOW, NOW)).isEqualTo(2);
        assertThat(Ranking.score(1, NOW - month, NOW)).isEqualTo(1.5);
        assertThat(Ranking.score(1, 0, NOW)).isBetween(1.0, 1.001);
        assertThat(Ranking.score(1, NOW + 5, NOW)).isEqualTo(2);
    }

    @Test
    void aHitThatSaysSomethingElseByNowIsNone() {
        Search search = Search.of(request("geese").build(), NOW);

        assertThat(search.highlights(message(GROUP, Content.newBuilder().setText("grey geese"))))
                .isPresent();
        assertThat(search.highlights(message(GROUP, Content.newBuilder().setText("swans"))))
                .isEmpty();
        assertThat(search.highlights(Event.getDefaultInstance())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "...", " \" "})
    void aTextWithoutWordsIsRefused(String text) {
        assertThat(Search.objection(request(text).build())).contains("text");
    }

    @Test
    void whatMakesNoSenseIsRefusedByName() {
        assertThat(Search.objection(request("a".repeat(200)).build())).isNull();
        assertThat(Search.objection(request("a".repeat(201)).build())).contains("text");
        assertThat(Search.objection(request("🎉".repeat(101)).build())).isNull(); // one, said often
        assertThat(Search.objection(request("geese").setAfterMs(-1).build())).contains("after_ms");
        assertThat(Search.objection(request("geese").setBeforeMs(-1).build())).contains("before_ms");
        assertThat(Search.objection(request("geese").addKindsValue(0).build())).contains("kinds");
        assertThat(Search.objection(request("geese").addKindsValue(99).build()))
                .as("of a newer client")
                .isNull();
        assertThat(Search.objection(request("geese").setOrderValue(99).build())).contains("order");
        assertThat(Search.objection(request("geese").setPageSize(101).build())).contains("page_size");
        assertThat(Search.objection(request("geese").setPageSize(-1).build())).contains("page_size");
    }

    @Test
    void aTokenIsForItsOwnSearchOnly() {
        Search search = Search.of(request("geese").build(), NOW);
        String token = search.tokenAfter(new Candidate(0.5, 3, "d:ann:ben", 4));

        assertThat(SearchToken.of(token))
                .isNotNull()
                .extracting(SearchToken::last)
                .isEqualTo(new Candidate(0.5, 3, "d:ann:ben", 4));
        assertThat(Search.objection(
                        request("geese").setPageToken(token).setPageSize(50).build()))
                .isNull();
        assertThat(Search.objection(request("swans").setPageToken(token).build()))
                .contains("page_token");
        for (String forged : List.of(
                "x",
                "!",
                "",
                "MS8x",
                encoded("1/1/1/1/1/a b/1"),
                encoded("2/1/1/1/1/g:a/1"),
                encoded("1/1/1/x/1/g:a/1"))) {
            assertThat(SearchToken.of(forged)).as(forged).isNull();
        }
        assertThat(SearchToken.of(encoded("1/1/1/" + Double.doubleToLongBits(Double.NaN) + "/1/g:a/1")))
                .isNull();
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static String query(SearchRequest.Builder request, List<Seen> seen) {
        return Search.of(request.build(), NOW).steps(seen).getLast().query();
    }

    private static SearchRequest.Builder request(String text) {
        return SearchRequest.newBuilder().setUserId("ann").setText(text);
    }

    private static Event message(String conversationId, Content.Builder content) {
        return Event.newBuilder()
                .setConversationId(conversationId)
                .setSeq(7)
                .setTimeMs(NOW)
                .setActor(Actor.newBuilder().setUserId("ann"))
                .setMessageSent(MessageSent.newBuilder().setContent(content))
                .build();
    }
}
