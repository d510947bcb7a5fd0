package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Corruption.Case;
import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.faults.oracle.Look.History;
import io.hongyan.faults.oracle.State.Reaction;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Corruptions of edits and reactions. m5 is cai's; cai edited it three times, by the edits 1, 2 and 5. */
final class AmendmentCorruptions {

    private static final String THUMB = "👍";
    private static final String HEART = "❤️";

    private AmendmentCorruptions() {}

    static List<Corruption> all() {
        return List.of(
                of(
                        "an edit is in no history",
                        Kind.LOST,
                        it -> it.look()
                                .histories()
                                .forEach(history -> history.entries().removeIf(edit(it, 5)))),
                of("an edit is nowhere", Kind.LOST, it -> everywhere(it, entries -> entries.removeIf(edit(it, 5)))),
                of(
                        "a reaction is nowhere",
                        Kind.LOST,
                        it -> everywhere(
                                it, entries -> entries.removeIf(entry -> isReaction(it, entry, "ben", HEART)))),
                of("an edit is there twice", Kind.DOUBLED, it -> {
                    List<Entry> entries = group(it, "ann").entries();
                    Entry last = entries.getLast();
                    entries.add(
                            new Entry(last.seq() + 1, last.timeMs(), "cai", new What.Edited(it.seq(5), it.words(5))));
                }),
                of(
                        "a history has an old edit on top",
                        Kind.STALE,
                        it -> state(group(it, "ann"), it, state -> with(state, it.words(2), it.editSeq(2)))),
                of(
                        "a history has the words before all edits",
                        Kind.STALE,
                        it -> state(group(it, "ann"), it, state -> with(state, it.content(5), 0))),
                of(
                        "a device shows an old edit",
                        Kind.STALE,
                        it -> kept(
                                it,
                                "ben",
                                it.seq(5),
                                entry -> with(entry, with(entry.state(), it.words(1), it.editSeq(1))))),
                of(
                        "a new device is shown old words for new ones",
                        Kind.STALE,
                        it -> page(it, state -> with(state, it.content(5), it.editSeq(5)))),
                of(
                        "a reaction is counted twice",
                        Kind.REACTIONS,
                        it -> state(group(it, "ann"), it, state -> with(state, THUMB, new Reaction(2, false)))),
                of(
                        "a reaction is missing",
                        Kind.REACTIONS,
                        it -> state(group(it, "ann"), it, state -> with(state, HEART, null))),
                of(
                        "a reaction that was taken away is there",
                        Kind.REACTIONS,
                        it -> kept(
                                it,
                                "ann",
                                it.seq(5),
                                entry -> with(entry, with(entry.state(), THUMB, new Reaction(2, true))))),
                of(
                        "a device shows no reactions",
                        Kind.REACTIONS,
                        it -> kept(
                                it,
                                "cai",
                                it.seq(5),
                                entry -> with(entry, with(with(entry.state(), THUMB, null), HEART, null)))),
                of(
                        "somebody else's reaction is mine",
                        Kind.REACTIONS,
                        it -> state(group(it, "ann"), it, state -> with(state, HEART, new Reaction(1, true)))),
                of(
                        "my reaction is somebody else's",
                        Kind.REACTIONS,
                        it -> kept(
                                it,
                                "ben",
                                it.seq(5),
                                entry -> with(entry, with(entry.state(), HEART, new Reaction(1, false))))),
                of(
                        "a new device is shown a reaction twice",
                        Kind.REACTIONS,
                        it -> page(it, state -> with(state, THUMB, new Reaction(2, true)))),
                of(
                        "an edit of what was taken back has its words",
                        Kind.EMPTIED,
                        it -> change(group(it, "ann").entries(), edit(it, 0), entry -> saying(entry, it.words(0)))),
                of(
                        "a device keeps the words of an earlier edit",
                        Kind.EMPTIED,
                        it -> kept(it, "ben", it.editSeq(1), entry -> saying(entry, it.words(1)))),
                of(
                        "the last edit has no words",
                        Kind.EMPTIED,
                        it -> change(group(it, "ann").entries(), edit(it, 5), entry -> saying(entry, ""))),
                of(
                        "who joined later reads what an edit says",
                        Kind.LEAKED,
                        it -> change(group(it, "dan").entries(), edit(it, 5), entry -> saying(entry, it.words(5)))),
                of(
                        "who joined later is shown what an edit says",
                        Kind.LEAKED,
                        it -> it.facts().forEach(fact -> {
                            if (fact instanceof Fact.Shown shown
                                    && shown.reader().user().equals("dan")) {
                                change(shown.entries(), edit(it, 5), entry -> saying(entry, it.words(5)));
                            }
                        })),
                of(
                        "another's edit changes a message",
                        Kind.WRONGLY_ACCEPTED,
                        it -> everywhere(
                                it,
                                entries -> change(
                                        entries,
                                        edit(it, 5),
                                        entry -> new Entry(entry.seq(), entry.timeMs(), "ben", entry.what())))),
                of(
                        "what was taken back is edited",
                        Kind.WRONGLY_ACCEPTED,
                        it -> everywhere(
                                it,
                                entries -> change(
                                        entries,
                                        edit(it, 5),
                                        entry -> new Entry(
                                                entry.seq(), entry.timeMs(), "ann", new What.Edited(it.seq(4), ""))))),
                of(
                        "a reaction that stands gets a number",
                        Kind.WRONGLY_ACCEPTED,
                        it -> everywhere(
                                it,
                                entries -> change(
                                        entries,
                                        entry -> isReaction(it, entry, "ann", THUMB),
                                        entry -> new Entry(
                                                entry.seq(),
                                                entry.timeMs(),
                                                entry.user(),
                                                new What.Reacted(it.seq(5), THUMB, true))))));
    }

    private static Corruption of(String name, Kind kind, Consumer<Case> falsification) {
        return new Corruption(name, kind, falsification);
    }

    private static Predicate<Entry> edit(Case it, int number) {
        return entry -> entry.what() instanceof What.Edited && entry.seq() == it.editSeq(number);
    }

    /** Of several of the same kind the last one. */
    private static boolean isReaction(Case it, Entry entry, String user, String emoji) {
        return entry.user().equals(user)
                && entry.what() instanceof What.Reacted reacted
                && reacted.targetSeq() == it.seq(5)
                && reacted.emoji().equals(emoji)
                && (!reacted.present() || user.equals("ben"));
    }

    private static History group(Case it, String user) {
        return it.look().histories().stream()
                .filter(history -> history.conversation().equals(Chat.GROUP)
                        && history.reader().user().equals(user))
                .findFirst()
                .orElseThrow();
    }

    private static void everywhere(Case it, Consumer<List<Entry>> change) {
        it.look().histories().forEach(history -> change.accept(history.entries()));
        it.facts().forEach(fact -> {
            if (fact instanceof Fact.Shown shown) {
                change.accept(shown.entries());
            }
        });
    }

    private static void change(List<Entry> entries, Predicate<Entry> which, UnaryOperator<Entry> how) {
        entries.replaceAll(entry -> which.test(entry) ? how.apply(entry) : entry);
    }

    /** Changes what became of m5 in a history. */
    private static void state(History history, Case it, UnaryOperator<State> how) {
        change(history.entries(), entry -> entry.seq() == it.seq(5), entry -> with(entry, how.apply(entry.state())));
    }

    /** The same where a device was shown it that is new, and gets it with all that had become of it. */
    private static void page(Case it, UnaryOperator<State> how) {
        it.facts().forEach(fact -> {
            if (fact instanceof Fact.Shown shown
                    && shown.conversation().equals(Chat.GROUP)
                    && shown.reader().device().startsWith("new-")) {
                change(
                        shown.entries(),
                        entry -> entry.seq() == it.seq(5) && entry.state().editedSeq() == it.editSeq(5),
                        entry -> with(entry, how.apply(entry.state())));
            }
        });
    }

    private static void kept(Case it, String user, long seq, UnaryOperator<Entry> how) {
        it.look()
                .kept()
                .replaceAll(kept -> kept.reader().user().equals(user)
                                && kept.conversation().equals(Chat.GROUP)
                                && kept.entry().seq() == seq
                        ? new Look.Kept(kept.reader(), kept.conversation(), how.apply(kept.entry()))
                        : kept);
    }

    private static Entry with(Entry entry, State state) {
        return new Entry(entry.seq(), entry.timeMs(), entry.user(), entry.what(), state);
    }

    private static Entry saying(Entry edit, String words) {
        long target = edit.what() instanceof What.Edited edited ? edited.targetSeq() : 0;
        return new Entry(edit.seq(), edit.timeMs(), edit.user(), new What.Edited(target, words));
    }

    private static State with(State state, String words, long editedSeq) {
        return new State(words, editedSeq, state.reactions(), state.reactionsSeq());
    }

    private static State with(State state, String emoji, @Nullable Reaction reaction) {
        Map<String, Reaction> reactions = new HashMap<>(state.reactions());
        if (reaction == null) {
            reactions.remove(emoji);
        } else {
            reactions.put(emoji, reaction);
        }
        return new State(state.words(), state.editedSeq(), reactions, state.reactionsSeq());
    }
}
