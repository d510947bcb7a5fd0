package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Corruption.Case;
import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.faults.oracle.Look.History;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Corruptions of conversations: what histories and devices have. */
final class LogCorruptions {

    private LogCorruptions() {}

    static List<Corruption> all() {
        return List.of(
                of("a message is in no history", Kind.LOST, it -> histories(it, said(it, 0))),
                of("the end of all histories is gone", Kind.LOST, it -> histories(it, said(it, 13))),
                of("nobody was ever told of a message but by its ack", Kind.LOST, it -> everywhere(it, said(it, 11))),
                of(
                        "a recall is nowhere",
                        Kind.LOST,
                        it -> everywhere(it, entry -> entry.what() instanceof What.Recalled)),
                of("a new member's event is nowhere", Kind.LOST, it -> everywhere(it, LogCorruptions::isDansJoining)),
                of("a removal is nowhere", Kind.LOST, it -> everywhere(it, LogCorruptions::isDansLeaving)),
                of("a history has a message under two numbers", Kind.DOUBLED, it -> {
                    List<Entry> entries = group(it, "ann").entries();
                    entries.add(renumbered(it.entry(0), entries.getLast().seq() + 1));
                }),
                of("pages overlap", Kind.DOUBLED, it -> {
                    List<Entry> entries = group(it, "ann").entries();
                    entries.add(entries.getLast());
                }),
                of("a device shows an event twice", Kind.DOUBLED, it -> showAgain(it, it.told(0) + 1_100)),
                of(
                        "a device shows an event again later",
                        Kind.DOUBLED,
                        it -> showAgain(it, it.look().atMs())),
                of("a history is out of order", Kind.REORDERED, it -> {
                    List<Entry> entries = group(it, "ann").entries();
                    Collections.swap(entries, entries.size() - 1, entries.size() - 2);
                }),
                of("a device shows two events in the wrong order", Kind.REORDERED, it -> {
                    List<Entry> entries = shown(it, "cai", 0).entries();
                    Collections.swap(entries, entries.size() - 1, entries.size() - 2);
                }),
                of(
                        "a history skips a number",
                        Kind.HOLE,
                        it -> group(it, "ann").entries().removeIf(said(it, 1))),
                of(
                        "a device skips a number",
                        Kind.HOLE,
                        it -> shown(it, "cai", 0).entries().removeIf(said(it, 0))),
                of("a number was never given", Kind.HOLE, it -> {
                    everywhere(it, said(it, 1));
                    it.facts()
                            .removeIf(fact -> fact instanceof Fact.Acked ack
                                    && ack.contentId().equals(it.content(1)));
                }),
                of(
                        "a device lacks the end",
                        Kind.MISSED,
                        it -> shown(it, "cai", 13).entries().removeIf(said(it, 13))),
                of(
                        "a device knows nothing",
                        Kind.MISSED,
                        it -> it.facts()
                                .removeIf(fact -> fact instanceof Fact.Shown shown
                                        && shown.reader().equals(new Reader("ben", "tablet")))),
                of(
                        "a new device knows nothing",
                        Kind.MISSED,
                        it -> it.facts()
                                .removeIf(fact -> fact instanceof Fact.Shown shown
                                        && shown.reader().device().startsWith("new-")
                                        && shown.conversation().equals(Chat.GROUP))),
                of(
                        "a history ends early",
                        Kind.MISSED,
                        it -> group(it, "ann").entries().removeLast()),
                of(
                        "a member does not find a conversation",
                        Kind.MISSED,
                        it -> it.look().histories().remove(group(it, "cai"))),
                of(
                        "two histories differ",
                        Kind.DIFFERS,
                        it -> change(
                                group(it, "cai").entries(),
                                said(it, 0),
                                entry -> new Entry(
                                        entry.seq(),
                                        entry.timeMs(),
                                        entry.user(),
                                        it.entry(1).what()))),
                of(
                        "a device shows another message",
                        Kind.DIFFERS,
                        it -> change(
                                shown(it, "cai", 0).entries(),
                                said(it, 0),
                                entry -> new Entry(
                                        entry.seq(),
                                        entry.timeMs(),
                                        entry.user(),
                                        it.entry(1).what()))),
                of(
                        "a device shows another time",
                        Kind.DIFFERS,
                        it -> change(
                                shown(it, "cai", 0).entries(),
                                said(it, 0),
                                entry -> new Entry(entry.seq(), entry.timeMs() + 1, entry.user(), entry.what()))),
                of(
                        "a device shows another sender",
                        Kind.DIFFERS,
                        it -> change(
                                shown(it, "cai", 0).entries(),
                                said(it, 0),
                                entry -> new Entry(entry.seq(), entry.timeMs(), "ben", entry.what()))),
                of(
                        "a silent message counts",
                        Kind.DIFFERS,
                        it -> all(
                                it,
                                entries -> change(
                                        entries,
                                        said(it, 12),
                                        entry -> new Entry(
                                                entry.seq(),
                                                entry.timeMs(),
                                                entry.user(),
                                                new What.Said(it.content(12), true))))),
                of(
                        "nobody sent a message",
                        Kind.UNKNOWN,
                        it -> it.facts()
                                .removeIf(fact -> fact instanceof Fact.Sent sent
                                        && sent.contentId().equals(it.content(0)))),
                of(
                        "a message was sent elsewhere",
                        Kind.UNKNOWN,
                        it -> it.facts()
                                .replaceAll(fact -> fact instanceof Fact.Sent sent
                                                && sent.contentId().equals(it.content(0))
                                        ? new Fact.Sent(
                                                sent.atMs(), sent.user(), Chat.PAIR, sent.contentId(), sent.counts())
                                        : fact)),
                of(
                        "a message is empty for no reason",
                        Kind.EMPTIED,
                        it -> change(
                                group(it, "ann").entries(),
                                said(it, 0),
                                entry -> new Entry(entry.seq(), entry.timeMs(), entry.user(), new What.Emptied()))),
                of(
                        "a history has what was taken back",
                        Kind.EMPTIED,
                        it -> change(
                                group(it, "ann").entries(), entry -> entry.seq() == it.seq(4), entry -> it.entry(4))),
                of(
                        "a device shows what was taken back",
                        Kind.EMPTIED,
                        it -> it.look()
                                .kept()
                                .replaceAll(kept -> kept.conversation().equals(Chat.GROUP)
                                                && kept.entry().seq() == it.seq(4)
                                        ? new Look.Kept(kept.reader(), kept.conversation(), it.entry(4))
                                        : kept)),
                of(
                        "who was removed reads on in history",
                        Kind.LEAKED,
                        it -> group(it, "dan").entries().add(it.entry(7))),
                of(
                        "who joined reads what was before",
                        Kind.LEAKED,
                        it -> group(it, "dan").entries().addFirst(it.entry(0))),
                of(
                        "who was removed is shown more",
                        Kind.LEAKED,
                        it -> it.insert(new Fact.Shown(
                                it.told(7) + 2_000, new Reader("dan", "phone"), Chat.GROUP, List.of(it.entry(7))))),
                of(
                        "who was removed writes on",
                        Kind.WRONGLY_ACCEPTED,
                        it -> all(
                                it,
                                entries -> change(
                                        entries,
                                        said(it, 7),
                                        entry -> new Entry(entry.seq(), entry.timeMs(), "dan", entry.what())))));
    }

    private static Corruption of(String name, Kind kind, Consumer<Case> falsification) {
        return new Corruption(name, kind, falsification);
    }

    private static Predicate<Entry> said(Case it, int number) {
        return entry ->
                entry.what() instanceof What.Said said && said.contentId().equals(it.content(number));
    }

    private static boolean isDansJoining(Entry entry) {
        return entry.what() instanceof What.Added(var users) && users.contains("dan");
    }

    private static boolean isDansLeaving(Entry entry) {
        return entry.what() instanceof What.Removed(var users) && users.contains("dan");
    }

    private static History group(Case it, String user) {
        return it.look().histories().stream()
                .filter(history -> history.conversation().equals(Chat.GROUP)
                        && history.reader().user().equals(user))
                .findFirst()
                .orElseThrow();
    }

    /** Where a user's phone showed the script's message with a number. */
    private static Fact.Shown shown(Case it, String user, int number) {
        return it.facts().stream()
                .filter(fact -> fact instanceof Fact.Shown shown
                        && shown.reader().equals(new Reader(user, "phone"))
                        && shown.entries().stream().anyMatch(said(it, number)))
                .map(Fact.Shown.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static void showAgain(Case it, long atMs) {
        it.insert(new Fact.Shown(atMs, new Reader("cai", "phone"), Chat.GROUP, List.of(it.entry(0))));
    }

    private static void histories(Case it, Predicate<Entry> gone) {
        it.look().histories().forEach(history -> history.entries().removeIf(gone));
    }

    private static void everywhere(Case it, Predicate<Entry> gone) {
        all(it, entries -> entries.removeIf(gone));
    }

    private static void all(Case it, Consumer<List<Entry>> change) {
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

    private static Entry renumbered(Entry entry, long seq) {
        return new Entry(seq, entry.timeMs(), entry.user(), entry.what());
    }
}
