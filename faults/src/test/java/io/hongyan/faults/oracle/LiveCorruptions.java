package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Corruption.Case;
import io.hongyan.faults.oracle.Fact.PresenceTold;
import io.hongyan.faults.oracle.Fact.Pushed;
import io.hongyan.faults.oracle.Fact.Shown;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.List;
import java.util.function.Consumer;

/** Corruptions of what comes by itself: events, presence and alerts. */
final class LiveCorruptions {

    private static final Reader ANN = new Reader("ann", "phone");
    private static final Reader CAI = new Reader("cai", "phone");

    private LiveCorruptions() {}

    static List<Corruption> all() {
        return List.of(
                of("a device learns of an event late", Kind.UNAWARE, it -> {
                    Shown late = lastShown(it, CAI);
                    it.facts().remove(late);
                    it.insert(new Shown(it.look().atMs(), CAI, late.conversation(), late.entries()));
                }),
                of("a device learns of an event a little too late", Kind.UNAWARE, it -> {
                    Shown late = lastShown(it, CAI);
                    it.facts().remove(late);
                    it.insert(new Shown(
                            it.told(13) + Chat.TERMS.awareMs() + 1, CAI, late.conversation(), late.entries()));
                }),
                of(
                        "a device never learns of an event",
                        Kind.UNAWARE,
                        it -> it.facts().remove(lastShown(it, CAI))),
                of("a device did not know until it left", Kind.UNAWARE, it -> {
                    Shown late = lastShown(it, CAI);
                    it.facts().remove(late);
                    it.insert(new Fact.Down(it.look().atMs() - 100, CAI));
                    it.insert(new Fact.Up(it.look().atMs() - 50, CAI, false));
                    it.insert(new Shown(it.look().atMs(), CAI, late.conversation(), late.entries()));
                }),
                of("a device did not know until trouble began", Kind.UNAWARE, it -> {
                    Shown late = lastShown(it, CAI);
                    it.facts().remove(late);
                    it.insert(new Fact.Trouble(it.look().atMs() - 50, "SIGKILL connector"));
                    it.insert(new Shown(it.look().atMs(), CAI, late.conversation(), late.entries()));
                }),
                of(
                        "somebody is told online, who is not",
                        Kind.PRESENCE_WRONG,
                        it -> it.insert(new PresenceTold(leaving(it) + 10_000, ANN, "cai", PresenceState.ONLINE))),
                of(
                        "somebody is told away, who is online",
                        Kind.PRESENCE_WRONG,
                        it -> it.insert(new PresenceTold(it.told(13), ANN, "ben", PresenceState.AWAY))),
                of(
                        "somebody is told offline, who is online",
                        Kind.PRESENCE_WRONG,
                        it -> it.insert(new PresenceTold(it.told(13), ANN, "ben", PresenceState.OFFLINE))),
                of(
                        "somebody is hidden, whom nobody blocked",
                        Kind.PRESENCE_WRONG,
                        it -> it.insert(new PresenceTold(it.told(13), ANN, "dan", PresenceState.HIDDEN))),
                of(
                        "somebody blocked is seen after a login",
                        Kind.PRESENCE_WRONG,
                        it -> it.insert(new PresenceTold(
                                it.told(10) + 14_500, new Reader("ann", "tablet"), "ben", PresenceState.ONLINE))),
                of(
                        "nobody is told that somebody left",
                        Kind.PRESENCE_MISSED,
                        it -> it.facts()
                                .removeIf(fact -> fact instanceof PresenceTold told
                                        && told.atMs() >= leaving(it)
                                        && told.atMs() < it.told(11)
                                        && told.user().equals("cai"))),
                of(
                        "somebody is not told that another came back",
                        Kind.PRESENCE_MISSED,
                        it -> it.facts()
                                .removeIf(fact -> fact instanceof PresenceTold told
                                        && told.atMs() > it.told(11)
                                        && told.reader().equals(ANN)
                                        && told.user().equals("cai"))),
                of("a phone is alerted twice", Kind.PUSH_DOUBLED, it -> it.insert(again(it, "another"))),
                of(
                        "a phone is alerted again for no reason",
                        Kind.PUSH_DOUBLED,
                        it -> it.insert(again(it, alert(it).alertId()))),
                of(
                        "a phone is alerted of what a device showed",
                        Kind.PUSH_NEEDLESS,
                        it -> it.insert(push(it, "ben", 13, it.told(13) + 5_000))),
                of(
                        "a phone is alerted of what was taken back",
                        Kind.PUSH_NEEDLESS,
                        it -> it.insert(push(it, "cai", 4, it.look().atMs()))),
                of(
                        "a phone is alerted of its own user's message",
                        Kind.PUSH_WRONG,
                        it -> it.insert(push(it, "ann", 13, it.told(13)))),
                of(
                        "a phone is alerted of what its user may not see",
                        Kind.PUSH_WRONG,
                        it -> it.insert(push(it, "dan", 13, it.told(13)))),
                of(
                        "a phone is alerted of a silent message",
                        Kind.PUSH_WRONG,
                        it -> it.insert(push(it, "cai", 12, it.told(12)))),
                of(
                        "a phone is alerted of what is muted",
                        Kind.PUSH_WRONG,
                        it -> it.insert(push(it, "cai", 9, it.told(9) + 100))),
                of(
                        "a phone is alerted of nothing",
                        Kind.PUSH_WRONG,
                        it -> it.insert(
                                new Pushed(it.look().atMs(), "token-" + CAI, "x", Chat.GROUP, 1, Chat.GROUP, 9_999))),
                of(
                        "nobody's phone is alerted",
                        Kind.PUSH_WRONG,
                        it -> it.insert(
                                new Pushed(it.look().atMs(), "unheard-of", "x", Chat.GROUP, 1, Chat.GROUP, it.seq(0)))),
                of(
                        "a phone that is away is not alerted",
                        Kind.PUSH_MISSING,
                        it -> it.facts().remove(alert(it))),
                of("an alert has no unread message", Kind.BADGE, it -> badge(it, 0)),
                of("an alert has more than there can be", Kind.BADGE, it -> badge(it, 1_000_000)));
    }

    private static Corruption of(String name, Kind kind, Consumer<Case> falsification) {
        return new Corruption(name, kind, falsification);
    }

    /** Where a device showed the last message of the script. */
    private static Shown lastShown(Case it, Reader reader) {
        return it.facts().stream()
                .filter(fact -> fact instanceof Shown shown
                        && shown.reader().equals(reader)
                        && shown.entries().contains(it.entry(13)))
                .map(Shown.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** When cai left, for half a minute. */
    private static long leaving(Case it) {
        return it.facts().stream()
                .filter(fact ->
                        fact instanceof Fact.Down down && down.reader().equals(CAI) && down.atMs() > it.told(10))
                .findFirst()
                .orElseThrow()
                .atMs();
    }

    /** The alert that cai's phone got meanwhile. */
    private static Pushed alert(Case it) {
        return it.facts().stream()
                .filter(fact -> fact instanceof Pushed pushed
                        && pushed.conversation().equals(Chat.OTHER_PAIR)
                        && pushed.seq() == it.seq(11))
                .map(Pushed.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Pushed again(Case it, String alertId) {
        Pushed first = alert(it);
        return new Pushed(
                first.atMs() + 1_000,
                first.token(),
                alertId,
                first.collapseId(),
                first.badge(),
                first.conversation(),
                first.seq());
    }

    private static Pushed push(Case it, String user, int number, long atMs) {
        return new Pushed(
                atMs,
                "token-" + new Reader(user, "phone"),
                "x",
                it.conversation(number),
                1,
                it.conversation(number),
                it.seq(number));
    }

    private static void badge(Case it, long badge) {
        Pushed right = alert(it);
        it.facts()
                .replaceAll(fact -> fact.equals(right)
                        ? new Pushed(
                                right.atMs(),
                                right.token(),
                                right.alertId(),
                                right.collapseId(),
                                badge,
                                right.conversation(),
                                right.seq())
                        : fact);
    }
}
