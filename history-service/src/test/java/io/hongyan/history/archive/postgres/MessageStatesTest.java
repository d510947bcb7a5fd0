package io.hongyan.history.archive.postgres;

import static io.hongyan.history.archive.ArchiveDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.Logged;
import io.hongyan.history.archive.ArchiveDatabase;
import io.hongyan.history.archive.Page;
import io.hongyan.history.archive.ReactionToken.Place;
import io.hongyan.history.archive.Told;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.history.v1.MessageState;
import io.hongyan.proto.history.v1.ReactionCount;
import io.hongyan.proto.history.v1.UserReaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What became of messages, as the tables tell it: by stories, where ArchiveStoreTest has the random ones. */
class MessageStatesTest {

    private static ArchiveDatabase database;

    private final List<Event> log = new ArrayList<>();
    private ArchiveStore archive;
    private ReactionStore reactions;

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
        await(archive.positions().load(database.pool(), List.of(0)));
        log.add(Told.created("ann", "ben", "cat"));
    }

    @Test
    void theMostFrequentComeFirstAndOfAsManyTheEarliest() {
        log.add(Told.message(2, "ann", "geese"));
        react("ben", "🦢", "👍", "🪿");
        react("cat", "🪿", "👍", ":honk:");
        archive();

        MessageState state = state("cat");

        assertThat(state.getReactionsList())
                .containsExactly(
                        count("👍", 2, true), count("🪿", 2, true), count("🦢", 1, false), count(":honk:", 1, true));
        assertThat(state.getReactionsSeq()).isEqualTo(8);
        assertThat(state.getEditedSeq()).isZero();
    }

    @Test
    void fiftyKindsAreToldOfSixty() {
        log.add(Told.message(2, "ann", "geese"));
        for (int i = 0; i < 60; i++) {
            react("ben", ":kind" + i + ":");
        }
        for (int i = 0; i < 20; i++) {
            react("cat", ":kind" + (59 - i) + ":");
        }
        archive();

        MessageState state = state("ann");

        assertThat(state.getReactionsList()).hasSize(50);
        assertThat(state.getReactionsList().subList(0, 20))
                .allMatch(reaction -> reaction.getCount() == 2)
                .extracting(ReactionCount::getEmoji)
                .startsWith(":kind40:", ":kind41:");
        assertThat(state.getReactions(20)).isEqualTo(count(":kind0:", 1, false));
        assertThat(state.getReactionsSeq()).isEqualTo(log.size());
    }

    @Test
    void aReactionThatWasTakenAwayIsStillAChange() {
        log.add(Told.message(2, "ann", "geese"));
        log.add(Told.reaction(3, "ben", 2, "👍", true));
        log.add(Told.reaction(4, "ben", 2, "👍", false));
        archive();

        assertThat(state("ben"))
                .isEqualTo(
                        MessageState.newBuilder().setSeq(2).setReactionsSeq(4).build());
    }

    @Test
    void nothingBecameOfWhatIsNoMessageOrIsGone() {
        log.add(Told.message(2, "ann", "geese"));
        log.add(Told.reaction(3, "ben", 1, "👍", true));
        log.add(Told.reaction(4, "ben", 3, "👍", true));
        log.add(Told.reaction(5, "ben", 2, "👍", true));
        log.add(Told.edit(6, "ann", 2, "swans"));
        log.add(Told.recall(7, "ann", 2));
        archive();

        var page = await(archive.show("ben", List.of(Told.GROUP), List.of(new Page(1, 7, false))))
                .getFirst();

        assertThat(page.events()).extracting(Event::getSeq).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(page.states()).isEmpty();
    }

    @Test
    void anEditIsToldWithItsTime() {
        log.add(Told.message(2, "ann", "geese"));
        log.add(Told.edit(3, "ann", 2, "grey geese"));
        log.add(Told.edit(4, "ann", 2, "greylag geese"));
        log.add(Told.edit(5, "ben", 2, "swans"));
        archive();

        assertThat(state("ben"))
                .isEqualTo(MessageState.newBuilder()
                        .setSeq(2)
                        .setEditedSeq(4)
                        .setEditedMs(4_000)
                        .build());
    }

    @Test
    void reactionsAreListedByUserFromWhereAPageEnded() {
        log.add(Told.message(2, "ann", "geese"));
        react("cat", "🪿", "👍");
        react("ben", "👍", ":honk:");
        log.add(Told.reaction(7, "ann", 2, "👍", true));
        log.add(Told.reaction(8, "ann", 2, "👍", false));
        archive();

        assertThat(list("", Place.BEGINNING, 3)).containsExactly(by("ben", ":honk:"), by("ben", "👍"), by("cat", "👍"));
        assertThat(list("", new Place("cat", "👍"), 3)).containsExactly(by("cat", "🪿"));
        assertThat(list("👍", Place.BEGINNING, 3)).containsExactly(by("ben", "👍"), by("cat", "👍"));
        assertThat(list("👍", new Place("ben", "👍"), 3)).containsExactly(by("cat", "👍"));
    }

    @Test
    void statesAreReadByTheirKeys() {
        log.add(Told.message(2, "ann", "geese"));
        log.add(Told.edit(3, "ann", 2, "grey geese"));
        react("ben", "👍", ":honk:");
        archive();

        // Tables this small are cheaper to read whole: only what the keys allow is asked for.
        RowSet<Row> rows = await(database.pool()
                .withTransaction(connection -> connection
                        .query("SET LOCAL enable_seqscan = off")
                        .execute()
                        .chain(() -> connection
                                .query("SET LOCAL enable_bitmapscan = off")
                                .execute())
                        .chain(() -> connection
                                .query("EXPLAIN "
                                        + StateRows.STATES
                                                .on("_3")
                                                .replace("$1", "'{g:a}'")
                                                .replace("$2", "'{3}'")
                                                .replace("$3", "'{52}'")
                                                .replace("$4", "'ann'"))
                                .execute())));

        var plan = new StringBuilder();
        rows.forEach(row -> plan.append(row.getString(0)).append('\n'));
        assertThat(plan.toString())
                .containsPattern("Index (Only )?Scan (Backward )?using edits_3_pkey")
                .contains("Index Scan using reactions_3_pkey")
                .containsPattern("Index Cond: .*conversation_id = .*target_seq >= .*target_seq <= ")
                .doesNotContain("Seq Scan");
    }

    private void react(String user, String... emoji) {
        for (String one : emoji) {
            log.add(Told.reaction(log.size() + 1, user, 2, one, true));
        }
    }

    private List<UserReaction> list(String emoji, Place after, int max) {
        return await(reactions.list("ann", false, Told.GROUP, 2, emoji, after, max));
    }

    private MessageState state(String viewer) {
        return await(archive.show(viewer, List.of(Told.GROUP), List.of(new Page(2, 2, true))))
                .getFirst()
                .states()
                .getFirst();
    }

    private void archive() {
        List<Logged<Event>> records = new ArrayList<>();
        log.forEach(event -> records.add(new Logged<>(0, records.size(), null, event)));
        await(archive.append(new DecodedBatch<>(records, List.of(), Map.of(0, (long) log.size()))));
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
