package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Fact.PresenceTold;
import io.hongyan.faults.oracle.Setting.Of;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * What devices are told of other users is what these users' devices say of themselves, at most one lease old; and who
 * watches is told within one lease. Neither is judged in trouble, nor for a lease after it. Who logs in while one has
 * blocked the other sees nothing of them; whether a session that was there before is told is not judged.
 */
final class PresenceChecks {

    private final Model model;
    private final Attendance attendance;
    private final Settings settings;
    private final Terms terms;
    private final Findings findings;
    private final Map<Reader, Map<String, Watch>> watches = new LinkedHashMap<>();
    private final Queue<PresenceTold> unjudged = new ArrayDeque<>();

    /** What a device was told last of a user that it watches since a time. */
    private record Watch(PresenceState told, long toldMs, long sinceMs) {}

    PresenceChecks(Model model, Attendance attendance, Settings settings, Terms terms, Findings findings) {
        this.model = model;
        this.attendance = attendance;
        this.settings = settings;
        this.terms = terms;
        this.findings = findings;
    }

    void watches(Reader reader, Set<String> users, long atMs) {
        Map<String, Watch> before = watches.getOrDefault(reader, Map.of());
        Map<String, Watch> now = new HashMap<>();
        users.forEach(user -> {
            Watch known = before.get(user);
            now.put(
                    user,
                    known == null
                            ? new Watch(PresenceState.HIDDEN, 0, atMs)
                            : new Watch(known.told(), known.toldMs(), atMs));
        });
        watches.put(reader, now);
    }

    void told(PresenceTold fact) {
        watches.getOrDefault(fact.reader(), Map.of())
                .computeIfPresent(fact.user(), (user, watch) -> new Watch(fact.state(), fact.atMs(), watch.sinceMs()));
        unjudged.add(fact);
    }

    /** Time goes on. A server may know of a login a moment before the device does, hence this waits. */
    void advance(long atMs) {
        while (!unjudged.isEmpty() && unjudged.peek().atMs() + terms.slackMs() < atMs) {
            judge(unjudged.remove());
        }
    }

    private void judge(PresenceTold told) {
        long from = told.atMs() - terms.presenceMs();
        long to = told.atMs() + terms.slackMs();
        if (!attendance.isCalmSince(from)) {
            return;
        }
        boolean hidden = told.state() == PresenceState.HIDDEN;
        boolean mayBeHidden = mayBeBlocked(told.reader().user(), told.user(), from, to)
                || attendance.stateSince(told.user()) >= from; // perhaps the first time that anybody hears of the user
        if (hidden ? !mayBeHidden : !mayBe(told, Math.max(0, from), to)) {
            report(
                    Kind.PRESENCE_WRONG,
                    told.reader(),
                    told.user(),
                    "%s was told at %d ms that %s is %s, and from %d ms to %d ms %s never was: last %s, since %d ms."
                            .formatted(
                                    told.reader(),
                                    told.atMs(),
                                    told.user(),
                                    told.state(),
                                    Math.max(0, from),
                                    to,
                                    told.user(),
                                    attendance.stateOf(told.user()),
                                    attendance.stateSince(told.user())));
        } else if (!hidden && wasBlockedAtLogin(told)) {
            report(
                    Kind.PRESENCE_WRONG,
                    told.reader(),
                    told.user(),
                    "%s was told at %d ms that %s is %s, and one had blocked the other before it logged in."
                            .formatted(told.reader(), told.atMs(), told.user(), told.state()));
        }
    }

    /** What the user was; or, where a device was logging in, what its login said, whatever became of it. */
    private boolean mayBe(PresenceTold told, long from, long to) {
        return attendance.wasIn(told.user(), told.state(), from, to)
                || (told.state() != PresenceState.OFFLINE && attendance.logins().any(told.user(), from, to));
    }

    /** A user is about to become something else: whoever watches must have been told what the user is until now. */
    void changes(String user, long atMs) {
        watches.forEach((reader, watched) -> {
            Watch watch = watched.get(user);
            if (watch != null) {
                judge(reader, user, watch, atMs);
            }
        });
    }

    /** A device is about to hear no more. */
    void leaves(Reader reader, long atMs) {
        watches.getOrDefault(reader, Map.of()).forEach((user, watch) -> judge(reader, user, watch, atMs));
    }

    /** The time of all ends. */
    void all(long atMs) {
        watches.forEach((reader, watched) -> watched.forEach((user, watch) -> judge(reader, user, watch, atMs)));
    }

    private void judge(Reader reader, String user, Watch watch, long atMs) {
        Long up = attendance.upSince(reader);
        if (up == null || attendance.isTrouble() || mayBeBlocked(reader.user(), user, 0, atMs)) {
            return;
        }
        PresenceState state = attendance.stateOf(user);
        boolean neverThere =
                watch.told() == PresenceState.HIDDEN && !attendance.users().contains(user);
        long since = Math.max(
                Math.max(attendance.stateSince(user), up), Math.max(watch.sinceMs(), attendance.calmSinceMs()));
        // What was told just now may be ahead of what the device itself knows: that is judged by itself.
        boolean ahead = watch.toldMs() > 0 && atMs - watch.toldMs() <= terms.slackMs();
        if (watch.told() != state && !neverThere && !ahead && atMs - since > terms.presenceMs()) {
            report(
                    Kind.PRESENCE_MISSED,
                    reader,
                    user,
                    "%s was %s for %d ms until %d ms, and %s, who watches, was last told %s: allowed are %d ms."
                            .formatted(user, state, atMs - since, atMs, reader, watch.told(), terms.presenceMs()));
        }
    }

    private void report(Kind kind, Reader reader, String user, String sentence) {
        findings.stands(kind, "", 0, user, sentence + " (" + reader + ")");
    }

    private boolean mayBeBlocked(String one, String other, long fromMs, long toMs) {
        String conversation = model.pairOf(one, other);
        return settings.mayBe(Of.BLOCK, one, conversation, true, fromMs, toMs)
                || settings.mayBe(Of.BLOCK, other, conversation, true, fromMs, toMs);
    }

    /** A session that is told already may be told for some minutes more. */
    private boolean wasBlockedAtLogin(PresenceTold told) {
        Long up = attendance.upSince(told.reader());
        if (up == null) {
            return false;
        }
        long from = Math.min(up, told.atMs()) - terms.presenceMs();
        String conversation = model.pairOf(told.reader().user(), told.user());
        return settings.mustBe(Of.BLOCK, told.reader().user(), conversation, true, from, told.atMs())
                || settings.mustBe(Of.BLOCK, told.user(), conversation, true, from, told.atMs());
    }
}
