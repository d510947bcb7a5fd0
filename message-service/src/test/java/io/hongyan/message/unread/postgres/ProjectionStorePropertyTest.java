package io.hongyan.message.unread.postgres;

import static io.hongyan.message.unread.postgres.UnreadDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.message.unread.NaiveInbox;
import io.hongyan.message.unread.Stories;
import io.hongyan.proto.conversations.v1.Conversation;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.explain.v1.UnreadExplanation;
import io.hongyan.proto.explain.v1.UnreadMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

class ProjectionStorePropertyTest {

    private static @Nullable UnreadDatabase shared;

    @BeforeContainer
    static void connect() {
        shared = new UnreadDatabase();
    }

    @AfterContainer
    static void disconnect() {
        database().close();
    }

    private static UnreadDatabase database() {
        if (shared == null) {
            throw new IllegalStateException("not connected");
        }
        return shared;
    }

    @Provide
    Arbitrary<List<Event>> logs() {
        return Stories.logs();
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Stories.cuts();
    }

    /** However the log is cut: lists, counts and badges are what counting with fingers finds. */
    @Property(tries = 60)
    void everybodySeesWhatCountingWithFingersFinds(
            @ForAll("logs") List<Event> log, @ForAll("cuts") List<Integer> cuts) {
        database().empty();

        database().applyAll(Stories.cut(log, cuts));

        NaiveInbox naive = NaiveInbox.of(log);
        Map<String, Long> totals = new HashMap<>();
        for (String user : Stories.PEOPLE) {
            List<Conversation> expected = naive.of(user);
            assertThat(database().list(user, 2)).isEqualTo(expected);
            var page = database().page(new Inbox.Wanted(user, Map.of(), null, 1));
            assertThat(page.unreadTotal()).isEqualTo(naive.total(user));
            assertThat(page.conversationCount()).isEqualTo(expected.size());
            assertThat(page.headSum())
                    .isEqualTo(expected.stream()
                            .mapToLong(Conversation::getHeadSeq)
                            .sum());
            if (expected.stream().anyMatch(it -> !it.getMuted())) {
                totals.put(user, naive.total(user));
            }
        }
        assertThat(await(database().inbox.totals(Stories.PEOPLE))).isEqualTo(totals);
    }

    /** Who asks together with others, on whatever page and with whatever they have, is answered as if alone. */
    @Property(tries = 40)
    void whoAsksWithOthersIsAnsweredAsIfAlone(
            @ForAll("logs") List<Event> log, @ForAll Random random, @ForAll @IntRange(min = 1, max = 4) int pageSize) {
        database().empty();
        database().apply(log, 0);
        List<Inbox.Wanted> wanted = new ArrayList<>();
        for (String user : Stories.PEOPLE) {
            var whole = database().page(new Inbox.Wanted(user, Map.of(), null, pageSize));
            Map<String, Inbox.Known> known = new HashMap<>();
            for (Conversation one : whole.conversations()) {
                if (random.nextBoolean()) {
                    known.put(
                            one.getConversationId(),
                            new Inbox.Known(
                                    one.getHeadSeq() - random.nextInt(2),
                                    random.nextBoolean() ? null : one.getOwnVersion() - random.nextInt(2)));
                }
            }
            wanted.add(new Inbox.Wanted(user, known, random.nextBoolean() ? whole.next() : null, pageSize));
        }
        Collections.shuffle(wanted, random);

        var together = await(database().inbox.list(wanted));

        assertThat(together).isEqualTo(wanted.stream().map(database()::page).toList());
    }

    /** Whoever asks why is told the very messages that counting with fingers finds, and both ways of counting agree. */
    @Property(tries = 40)
    void everyCountIsExplainedByItsMessages(@ForAll("logs") List<Event> log, @ForAll("cuts") List<Integer> cuts) {
        database().empty();

        database().applyAll(Stories.cut(log, cuts));

        NaiveInbox naive = NaiveInbox.of(log);
        for (String user : Stories.PEOPLE) {
            var answer = await(database().explanations.explain(new Explanations.Question(user, "", "", 100, 0, 1_000)));
            Map<String, List<Long>> expected = new TreeMap<>();
            naive.of(user).stream()
                    .filter(it -> it.getUnread() > 0)
                    .forEach(it -> expected.put(
                            it.getConversationId(),
                            naive.unreadMessages(it, user).stream()
                                    .map(Event::getSeq)
                                    .toList()));
            Map<String, List<Long>> found = new TreeMap<>();
            Map<String, List<Long>> mentions = new TreeMap<>();
            for (UnreadExplanation explanation : answer.conversations()) {
                found.put(
                        explanation.getConversationId(),
                        explanation.getMessagesList().stream()
                                .map(UnreadMessage::getSeq)
                                .toList());
                assertThat(explanation.getUnread()).isEqualTo(explanation.getMessagesCount());
                assertThat(explanation.getUnreadMentions()).isEqualTo(explanation.getRecountedMentions());
                mentions.put(
                        explanation.getConversationId(),
                        explanation.getMessagesList().stream()
                                .filter(UnreadMessage::getMentions)
                                .map(UnreadMessage::getSeq)
                                .toList());
                assertThat(explanation.getRecounted())
                        .isEqualTo(explanation.getCountable() - explanation.getOwn() - explanation.getRecalled());
            }
            assertThat(found).isEqualTo(expected);
            assertThat(mentions)
                    .isEqualTo(naive.of(user).stream()
                            .filter(it -> it.getUnread() > 0)
                            .collect(Collectors.toMap(
                                    Conversation::getConversationId, Conversation::getMentionSeqsList)));
            assertThat(answer.agrees()).isTrue();
            assertThat(answer.total()).isEqualTo(naive.total(user));
            assertThat(answer.recountedTotal()).isEqualTo(naive.total(user));
        }
    }

    /** Reading the log again from offset 0, cut otherwise, leaves every row as it was. */
    @Property(tries = 25)
    void aReplayChangesNothing(
            @ForAll("logs") List<Event> log, @ForAll("cuts") List<Integer> cuts, @ForAll("cuts") List<Integer> again) {
        database().empty();
        database().applyAll(Stories.cut(log, cuts));
        List<String> before = database().dump();

        database().rewind();
        database().applyAll(Stories.cut(log, again));

        assertThat(database().dump()).isEqualTo(before);
    }
}
