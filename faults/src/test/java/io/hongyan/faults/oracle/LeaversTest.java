package io.hongyan.faults.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.faults.oracle.State.Reaction;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is told to cai, who leaves a group: ann's message #2 is edited by #3, ben reacts with #4, cai leaves with #5; #6 edits the
 * message again, by #7 ann reacts and by #8 ben no longer does.
 */
class LeaversTest {

    private static final String THUMB = "👍";
    private static final String HEART = "❤️";

    private final Chat chat = new Chat();

    @BeforeEach
    void story() {
        chat.say("ann", Chat.GROUP);
        chat.afterthoughts.edit("ann", "m0");
        chat.afterthoughts.react("ben", "m0", THUMB, true);
        chat.pass(1_000).leave("cai").pass(1_000);
        chat.afterthoughts.edit("ann", "m0");
        chat.afterthoughts.react("ann", "m0", HEART, true);
        chat.afterthoughts.react("ben", "m0", THUMB, false);
        chat.pass(1_000);
    }

    @Test
    void whatWasSoThenIsRight() {
        assertThat(kinds(chat.newDevice("cai").evidence())).isEmpty();
    }

    @Test
    void laterWordsAreALeak() {
        assertThat(read(2, entry -> with(entry, new State(second(), 6, then(), 4))))
                .containsExactly(Kind.LEAKED);
        assertThat(read(2, entry -> with(entry, new State(second(), 3, then(), 4))))
                .as("under the number of the edit from before")
                .containsExactly(Kind.LEAKED);
        assertThat(kept(2, entry -> with(entry, new State(second(), 6, then(), 4))))
                .containsExactly(Kind.LEAKED);
        assertThat(shown(2, entry -> with(entry, new State(second(), 6, then(), 4))))
                .containsExactly(Kind.LEAKED);
    }

    @Test
    void earlierWordsAreStale() {
        assertThat(read(2, entry -> with(entry, new State("m0", 0, then(), 4)))).containsExactly(Kind.STALE);
        assertThat(read(2, entry -> with(entry, new State(first(), 0, then(), 4))))
                .containsExactly(Kind.STALE);
    }

    @Test
    void laterReactionsAreALeak() {
        var now = Map.of(HEART, new Reaction(1, false));

        assertThat(read(2, entry -> with(entry, new State(first(), 3, now, 8)))).containsExactly(Kind.LEAKED);
        assertThat(kept(2, entry -> with(entry, new State(first(), 3, now, 8)))).containsExactly(Kind.LEAKED);
        assertThat(shown(2, entry -> with(entry, new State(first(), 3, now, 8))))
                .containsExactly(Kind.LEAKED);
    }

    @Test
    void otherReactionsThanThenAreWrong() {
        var both = Map.of(THUMB, new Reaction(1, false), HEART, new Reaction(1, false));

        assertThat(read(2, entry -> with(entry, new State(first(), 3, both, 4))))
                .containsExactly(Kind.REACTIONS);
        assertThat(read(2, entry -> with(entry, new State(first(), 3, Map.of(), 4))))
                .containsExactly(Kind.REACTIONS);
        assertThat(read(2, entry -> with(entry, new State(first(), 3, Map.of(), 0))))
                .containsExactly(Kind.REACTIONS);
    }

    @Test
    void theLastEditOfThenHasItsWords() {
        assertThat(read(3, entry -> saying(entry, ""))).containsExactly(Kind.EMPTIED);
    }

    @Test
    void whatWasTakenBackLaterIsGoneInHistory() {
        chat.recall(Chat.GROUP, 2).pass(1_000);

        assertThat(kinds(chat.evidence())).isEmpty();
        assertThat(read(3, entry -> saying(entry, first()))).containsExactly(Kind.EMPTIED);
        assertThat(read(2, entry -> new Entry(entry.seq(), entry.timeMs(), "ann", new What.Said("m0", true))))
                .contains(Kind.EMPTIED);
    }

    private String first() {
        return chat.afterthoughts.words(0);
    }

    private String second() {
        return chat.afterthoughts.words(1);
    }

    private static Map<String, Reaction> then() {
        return Map.of(THUMB, new Reaction(1, false));
    }

    /** What is found if cai reads something else in history. */
    private List<Kind> read(long seq, UnaryOperator<Entry> how) {
        Evidence evidence = chat.evidence();
        evidence.look().histories().stream()
                .filter(history -> history.reader().user().equals("cai")
                        && history.conversation().equals(Chat.GROUP))
                .forEach(history -> change(history.entries(), entry -> entry.seq() == seq, how));
        return kinds(evidence);
    }

    /** What is found if a device of cai's keeps something else. */
    private List<Kind> kept(long seq, UnaryOperator<Entry> how) {
        Evidence evidence = chat.evidence();
        evidence.look()
                .kept()
                .replaceAll(kept -> kept.reader().user().equals("cai")
                                && kept.conversation().equals(Chat.GROUP)
                                && kept.entry().seq() == seq
                        ? new Look.Kept(kept.reader(), kept.conversation(), how.apply(kept.entry()))
                        : kept);
        return kinds(evidence);
    }

    /** What is found if a device that is new is shown something else, and keeps what is right. */
    private List<Kind> shown(long seq, UnaryOperator<Entry> how) {
        Evidence evidence = chat.newDevice("cai").evidence();
        evidence.facts().forEach(fact -> {
            if (fact instanceof Fact.Shown shown
                    && shown.reader().user().equals("cai")
                    && shown.reader().device().startsWith("new-")
                    && shown.conversation().equals(Chat.GROUP)) {
                change(shown.entries(), entry -> entry.seq() == seq, how);
            }
        });
        return kinds(evidence);
    }

    private static void change(List<Entry> entries, Predicate<Entry> which, UnaryOperator<Entry> how) {
        entries.replaceAll(entry -> which.test(entry) ? how.apply(entry) : entry);
    }

    private static Entry with(Entry entry, State state) {
        return new Entry(entry.seq(), entry.timeMs(), entry.user(), entry.what(), state);
    }

    private static Entry saying(Entry edit, String words) {
        return new Entry(edit.seq(), edit.timeMs(), edit.user(), new What.Edited(2, words));
    }

    private static List<Kind> kinds(Evidence evidence) {
        return new ArrayList<>(Oracle.judge(evidence).violations())
                .stream().map(Violation::kind).distinct().toList();
    }
}
