package io.hongyan.message.unread.postgres;

import static io.hongyan.message.unread.postgres.UnreadDatabase.await;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongyan.message.unread.RevisionGapException;
import io.hongyan.message.unread.Story;
import io.hongyan.proto.conversations.v1.UnreadCount;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // the database is there from @BeforeAll on
class ProjectionStoreTest {

    private static final Pattern BUFFERS = Pattern.compile("shared hit=(\\d+)(?: read=(\\d+))?");

    private static UnreadDatabase database;

    @BeforeAll
    static void connect() {
        database = new UnreadDatabase();
    }

    @AfterAll
    static void disconnect() {
        database.close();
    }

    @BeforeEach
    void beginAnew() {
        database.empty();
    }

    @Test
    void aMissingEventLeavesRowsAndPositionAsTheyWere() {
        Story story = Story.ofTwo("ann", "ben").send("ann").send("ann").send("ann");
        database.apply(story.events().subList(0, 1), 0);
        List<String> before = database.dump();

        assertThatThrownBy(() -> database.apply(story.events().subList(2, 3), 1))
                .isInstanceOf(RevisionGapException.class);

        assertThat(database.dump()).isEqualTo(before);
        assertThat(await(database.store.reached(Set.of(0)))).isEqualTo(Map.of(0, 1L));
    }

    @Test
    void aPositionSkipsWhatHoldsNothingAndOnlyThat() {
        database.apply(Story.ofTwo("ann", "ben").send("ann").events(), 0);

        await(database.store.skip(0, 2, 9)); // position 1 lies before: something may be unapplied
        assertThat(await(database.store.reached(Set.of(0)))).isEqualTo(Map.of(0, 1L));

        await(database.store.skip(0, 1, 3));
        assertThat(await(database.store.reached(Set.of(0)))).isEqualTo(Map.of(0, 3L));

        await(database.store.skip(0, 1, 2)); // never back
        assertThat(await(database.store.reached(Set.of(0)))).isEqualTo(Map.of(0, 3L));
    }

    @Test
    void revisionsAreKnownOfConversationsThatExist() {
        database.apply(Story.ofTwo("ann", "ben").send("ann").send("ben").events(), 0);

        assertThat(await(database.store.revisions(Set.of("d:ann:ben", "d:ann:cat"))))
                .isEqualTo(Map.of("d:ann:ben", 2L));
    }

    /** Two people, 20,000 messages each way, cursors at the beginning: a few pages of index, not 40,000 rows. */
    @Test
    void countingCostsTheSameHoweverMuchIsUnread() {
        Story story = Story.ofTwo("ann", "ben");
        for (int i = 0; i < 20_000; i++) {
            story.send("ann").send("ben");
        }
        database.apply(story.recall("ann", 1).recall("ann", 7).events(), 0);
        await(database.pool.query("ANALYZE unread.message").execute());

        var counts = await(database.inbox.unread("ben", List.of("d:ann:ben")));
        var plan = await(database.pool
                .query("EXPLAIN (ANALYZE, BUFFERS) SELECT unread FROM unread.inbox WHERE user_id = 'ben'")
                .execute());

        assertThat(counts.counts())
                .isEqualTo(Map.of(
                        "d:ann:ben",
                        UnreadCount.newBuilder()
                                .setConversationId("d:ann:ben")
                                .setUnread(19_998)
                                .setHeadSeq(40_002)
                                .build()));
        String lines = StreamSupport.stream(plan.spliterator(), false)
                .map(row -> row.getString(0))
                .collect(joining());
        long pages = BUFFERS.matcher(lines)
                .results()
                .findFirst() // the whole plan's
                .map(ProjectionStoreTest::pages)
                .orElseThrow();
        assertThat(pages).isBetween(1L, 60L);
    }

    @Test
    void ofManyMentionsAllAreCountedAndTheFirstAreNamed() {
        Story story = Story.ofGroup('a', "ann", "ben");
        for (int i = 0; i < 30; i++) {
            story.mentionEveryone("ann").send("ann").mention("ann", "ben");
        }
        database.apply(story.recall("ann", 2).events(), 0);

        var ben = database.list("ben", 1).getFirst();

        assertThat(ben.getUnread()).isEqualTo(89);
        assertThat(ben.getUnreadMentions()).isEqualTo(59);
        assertThat(ben.getMentionSeqsList()).hasSize(50).startsWith(4L, 5L, 7L).isSorted();
        assertThat(database.list("ann", 1).getFirst().getUnreadMentions()).isZero();
    }

    private static long pages(MatchResult found) {
        return Long.parseLong(found.group(1)) + (found.group(2) == null ? 0 : Long.parseLong(found.group(2)));
    }
}
