package io.hongyan.history.archive.postgres;

import static io.hongyan.history.archive.ArchiveDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.Logged;
import io.hongyan.history.archive.ArchiveDatabase;
import io.hongyan.history.archive.ArchivedPage;
import io.hongyan.history.archive.Contents;
import io.hongyan.history.archive.Keeping;
import io.hongyan.history.archive.Page;
import io.hongyan.history.archive.ReactionToken.Place;
import io.hongyan.history.archive.Told;
import io.hongyan.history.search.Candidate;
import io.hongyan.history.search.Search;
import io.hongyan.history.search.SearchLimits;
import io.hongyan.history.search.Seen;
import io.hongyan.history.search.postgres.SearchStore;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.history.v1.MessageState;
import io.hongyan.proto.history.v1.ReactionCount;
import io.hongyan.proto.history.v1.SearchRequest;
import io.hongyan.proto.history.v1.UserReaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What those see who have left, of what happened to messages afterwards: nothing, but that they are taken back. They were shown
 * what messages said now, and who reacted to them, in pages, lists of reactions, and by searches.
 */
class LeftReadersTest {

    private static final long NOW = 1_800_000_000_000L;
    private static ArchiveDatabase database;

    private final List<Event> log = new ArrayList<>();
    private ArchiveStore archive;
    private ReactionStore reactions;
    private SearchStore search;
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
        reactions = new ReactionStore(database.pool());
        search = new SearchStore(database.pool(), SearchLimits.of(1, Duration.ofSeconds(10)));
        await(archive.positions().load(database.pool(), List.of(0)));
        log.add(Told.created("ann", "ben", "cat"));
        log.add(Told.message(2, "ann", "geese"));
    }

    @Test
    void aPageSaysWhatMessagesSaidThen() {
        log.add(Told.edit(3, "ann", 2, "grey geese"));
        log.add(Told.removed(4, "ben"));
        log.add(Told.edit(5, "ann", 2, "greylag geese"));
        log.add(Told.edit(6, "ann", 2, "a secret"));
        archive();

        ArchivedPage left = page("ben", 1, 4);
        ArchivedPage member = page("cat", 1, 6);

        assertThat(left.events().get(1)).isEqualTo(Told.message(2, "ann", "grey geese"));
        assertThat(left.events().get(2)).isEqualTo(Told.edit(3, "ann", 2, "grey geese"));
        assertThat(left.states())
                .containsExactly(MessageState.newBuilder()
                        .setSeq(2)
                        .setEditedSeq(3)
                        .setEditedMs(3_000)
                        .build());
        assertThat(member.events().get(1)).isEqualTo(Told.message(2, "ann", "a secret"));
        assertThat(member.events().get(2)).isEqualTo(Contents.without(Told.edit(3, "ann", 2, "grey geese")));
    }

    @Test
    void aMessageThatWasEditedOnlyLaterIsNotEdited() {
        log.add(Told.removed(3, "ben"));
        log.add(Told.edit(4, "ann", 2, "a secret"));
        archive();

        assertThat(page("ben", 2, 2)).isEqualTo(new ArchivedPage(List.of(Told.message(2, "ann", "geese")), List.of()));
    }

    /** The message is on another page, and its edit has the words by which a device knows what it says. */
    @Test
    void anEditAloneSaysWhatItSaidThen() {
        log.add(Told.edit(3, "ann", 2, "grey geese"));
        log.add(Told.edit(4, "ann", 2, "greylag geese"));
        log.add(Told.removed(5, "ben"));
        log.add(Told.edit(6, "ann", 2, "a secret"));
        archive();

        assertThat(page("ben", 3, 5).events())
                .containsExactly(
                        Contents.without(Told.edit(3, "ann", 2, "grey geese")),
                        Told.edit(4, "ann", 2, "greylag geese"),
                        Told.removed(5, "ben"));
    }

    @Test
    void reactionsAreThoseOfThen() {
        log.add(Told.reaction(3, "cat", 2, "👍", true));
        log.add(Told.reaction(4, "ann", 2, "🪿", true));
        log.add(Told.removed(5, "ben"));
        log.add(Told.reaction(6, "cat", 2, "👍", false));
        log.add(Told.reaction(7, "cat", 2, "🪿", true));
        log.add(Told.reaction(8, "cat", 2, "👍", true));
        log.add(Told.reaction(9, "ann", 2, "🪿", false));
        archive();

        assertThat(page("ben", 2, 2).states())
                .containsExactly(MessageState.newBuilder()
                        .setSeq(2)
                        .addReactions(count("👍", 1, false))
                        .addReactions(count("🪿", 1, false))
                        .setReactionsSeq(4)
                        .build());
        assertThat(page("cat", 2, 2).states())
                .containsExactly(MessageState.newBuilder()
                        .setSeq(2)
                        .addReactions(count("🪿", 1, true))
                        .addReactions(count("👍", 1, true))
                        .setReactionsSeq(9)
                        .build());
        assertThat(list("ben", true, "", Place.BEGINNING)).containsExactly(by("ann", "🪿"), by("cat", "👍"));
        assertThat(list("ben", true, "", new Place("ann", "🪿"))).containsExactly(by("cat", "👍"));
        assertThat(list("ben", true, "🪿", Place.BEGINNING)).containsExactly(by("ann", "🪿"));
        assertThat(list("cat", false, "", Place.BEGINNING)).containsExactly(by("cat", "👍"), by("cat", "🪿"));
    }

    /** Who was a member when asking began is told nothing of later, and at worst too little. */
    @Test
    void whoLeavesWhileAskingIsToldOfNoLaterReaction() {
        log.add(Told.reaction(3, "cat", 2, "👍", true));
        log.add(Told.removed(4, "ben"));
        log.add(Told.reaction(5, "ann", 2, "🪿", true));
        archive();

        assertThat(list("ben", false, "", Place.BEGINNING)).containsExactly(by("cat", "👍"));
    }

    @Test
    void whatIsTakenBackLaterIsGoneForThemToo() {
        log.add(Told.edit(3, "ann", 2, "grey geese"));
        log.add(Told.reaction(4, "cat", 2, "👍", true));
        log.add(Told.removed(5, "ben"));
        log.add(Told.edit(6, "ann", 2, "a secret"));
        archive();
        log.add(Told.recall(7, "ann", 2));
        archive();

        assertThat(page("ben", 2, 3))
                .isEqualTo(new ArchivedPage(
                        List.of(
                                Contents.without(Told.message(2, "ann", "geese")),
                                Contents.without(Told.edit(3, "ann", 2, "grey geese"))),
                        List.of()));
        assertThat(rows("versions")).isZero();
    }

    /** As of a search that found something while its reader was a member. */
    @Test
    void whatCameAfterLeavingIsNotThere() {
        log.add(Told.removed(3, "ben"));
        log.add(Told.message(4, "ann", "a secret"));
        archive();

        assertThat(page("ben", 2, 4).events()).extracting(Event::getSeq).containsExactly(2L, 3L);
    }

    @Test
    void whoComesAgainSeesWhatIsSoNow() {
        log.add(Told.removed(3, "ben"));
        log.add(Told.added(4, "ben"));
        log.add(Told.message(5, "ann", "swans"));
        log.add(Told.edit(6, "ann", 5, "black swans"));
        archive();

        assertThat(page("ben", 5, 5).events()).containsExactly(Told.message(5, "ann", "black swans"));
    }

    @Test
    void messagesAreNotFoundByWhatTheySayLater() {
        log.add(Told.message(3, "ann", "swans"));
        log.add(Told.edit(4, "ann", 3, "grey swans"));
        log.add(Told.removed(5, "ben"));
        log.add(Told.edit(6, "ann", 2, "a secret"));
        archive();

        assertThat(found("ben", "secret", Optional.empty())).isEmpty();
        assertThat(found("ben", "secret", Optional.of(new Seen(Told.GROUP, 1, 5))))
                .isEmpty();
        assertThat(found("ben", "geese", Optional.empty()))
                .as("nor by what they said: the index has that no longer")
                .isEmpty();
        assertThat(found("ben", "grey", Optional.empty())).containsExactly(3L);
        assertThat(found("cat", "secret", Optional.empty())).containsExactly(2L);
    }

    /** As from before versions were kept: nobody knows what it said, and what it says now is not for them. */
    @Test
    void whatNobodyKnowsAnyLongerIsShownWithoutWords() {
        log.add(Told.reaction(3, "cat", 2, "👍", true));
        log.add(Told.removed(4, "ben"));
        log.add(Told.edit(5, "ann", 2, "a secret"));
        log.add(Told.reaction(6, "cat", 2, "👍", false));
        archive();
        await(database.pool().query("TRUNCATE versions, past_reactions").execute());

        assertThat(page("ben", 2, 2))
                .isEqualTo(new ArchivedPage(List.of(Contents.without(Told.message(2, "ann", "geese"))), List.of()));
        assertThat(list("ben", true, "", Place.BEGINNING)).isEmpty();
    }

    /** Anybody can edit a message ever again: the first versions are kept, what it said after them is not told. */
    @Test
    void soManyVersionsAreKeptAndNoMore() {
        for (int seq = 3; seq < 3 + Keeping.VERSIONS_MAX + 5; seq++) {
            log.add(Told.edit(seq, "ann", 2, "geese " + seq));
            if (seq % 7 == 0) {
                archive();
            }
        }
        long last = log.size();
        log.add(Told.removed(last + 1, "ben"));
        log.add(Told.edit(last + 2, "ann", 2, "a secret"));
        archive();

        assertThat(rows("versions")).isEqualTo(Keeping.VERSIONS_MAX);
        assertThat(page("ben", 2, 2).events()).containsExactly(Contents.without(Told.message(2, "ann", "geese")));
        assertThat(page("ben", last, last).events()).containsExactly(Contents.without(log.get((int) last - 1)));
        await(database.pool()
                .query("UPDATE periods SET left_seq = 20 WHERE user_id = 'ben'")
                .execute());
        assertThat(page("ben", 2, 2).events()).containsExactly(Told.message(2, "ann", "geese 20"));
    }

    private ArchivedPage page(String user, long from, long to) {
        return await(archive.show(user, List.of(Told.GROUP), List.of(new Page(from, to, false))))
                .getFirst();
    }

    private List<UserReaction> list(String user, boolean hasLeft, String emoji, Place after) {
        return await(reactions.list(user, hasLeft, Told.GROUP, 2, emoji, after, 10));
    }

    private List<Long> found(String user, String text, Optional<Seen> within) {
        var request = SearchRequest.newBuilder()
                .setUserId(user)
                .setText(text)
                .setConversationId(within.map(Seen::conversationId).orElse(""))
                .build();
        return await(search.find(Search.of(request, NOW), within)).stream()
                .map(Candidate::seq)
                .sorted()
                .toList();
    }

    private long rows(String table) {
        return await(database.pool().query("SELECT count(*) FROM " + table).execute())
                .iterator()
                .next()
                .getLong(0);
    }

    /** What of the log is not archived yet. */
    private void archive() {
        List<Logged<Event>> records = new ArrayList<>();
        for (; offset < log.size(); offset++) {
            records.add(new Logged<>(0, offset, null, log.get((int) offset)));
        }
        await(archive.append(new DecodedBatch<>(records, List.of(), Map.of(0, offset))));
    }

    private static ReactionCount count(String emoji, int count, boolean mine) {
        return ReactionCount.newBuilder()
                .setEmoji(emoji)
                .setCount(count)
                .setMine(mine)
                .build();
    }

    private static UserReaction by(String user, String emoji) {
        return UserReaction.newBuilder().setUserId(user).setEmoji(emoji).build();
    }
}
