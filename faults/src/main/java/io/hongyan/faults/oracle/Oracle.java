package io.hongyan.faults.oracle;

import java.util.List;

/**
 * Hears what clients did and were told, in the order of time, and judges it: whatever cannot be right at once, the rest at
 * looks. It knows nothing of how the suite works: only what was promised, and the model of it that follows from acks,
 * events and answers. Each fact is looked at once, and each look goes over what is new and over what its answers carry; so
 * looking often is cheap. Deterministic; used by one thread at a time.
 */
public final class Oracle {

    private final Findings findings = new Findings();
    private final Model model = new Model();
    private final Settings settings = new Settings();
    private final Attendance attendance = new Attendance();
    private final ContentChecks contents = new ContentChecks(model, findings);
    private final AckChecks acks = new AckChecks(model, findings);
    private final RefusalChecks refusals = new RefusalChecks(model, settings, findings);
    private final HistoryChecks histories = new HistoryChecks(model, contents, findings);
    private final AmendmentChecks amendments = new AmendmentChecks(model, findings);
    private final DeviceChecks devices = new DeviceChecks(model, contents, findings);
    private final CursorChecks cursors = new CursorChecks(model, findings);
    private final CountChecks counts = new CountChecks(model, settings, findings);
    private final AwarenessChecks awareness;
    private final PresenceChecks presence;
    private final PushChecks pushes;
    private final AlertWordsChecks alertWords;
    private long nowMs;

    /** One that has heard nothing. */
    public Oracle(Terms terms) {
        awareness = new AwarenessChecks(model, attendance, devices, terms, findings);
        presence = new PresenceChecks(model, attendance, settings, terms, findings);
        pushes = new PushChecks(model, attendance, devices, cursors, settings, terms, findings);
        alertWords = new AlertWordsChecks(model, attendance, amendments, terms, findings);
    }

    /** Judges evidence as a whole. */
    public static Verdict judge(Evidence evidence) {
        var oracle = new Oracle(evidence.terms());
        evidence.facts().forEach(oracle::hear);
        return oracle.judge(evidence.look());
    }

    /**
     * Hears of something.
     *
     * @throws IllegalArgumentException if it is older than what was heard before
     */
    public void hear(Fact fact) {
        advance(fact.atMs());
        switch (fact) {
            case Fact.Paired paired -> model.paired(paired);
            case Fact.Sent sent -> model.sent(sent);
            case Fact.SentAgain again -> {
                Message message = model.message(again.contentId());
                if (message != null) {
                    message.again();
                }
            }
            case Fact.Acked acked -> {
                model.log(acked.conversation()).known(acked.seq(), acked.atMs());
                if (acks.acked(acked)) {
                    refusals.acked(acked);
                    pushes.acked(acked);
                }
            }
            case Fact.Refused refused -> refusals.refused(refused);
            case Fact.Asked asked -> {
                acks.asked(asked);
                settings.asked(asked);
                refusals.asked(asked);
            }
            case Fact.Done done -> done(done);
            case Fact.Denied denied -> {
                Fact.Asked asked = acks.denied(denied);
                if (asked != null) {
                    settings.denied(asked, denied.code(), denied.atMs());
                }
                refusals.denied(asked, denied);
            }
            case Fact.Shown shown -> {
                Log log = model.log(shown.conversation());
                shown.entries().forEach(entry -> log.known(entry.seq(), shown.atMs()));
                awareness.shown(shown);
                devices.shown(shown);
                amendments.shown(shown);
            }
            case Fact.Read read -> cursors.read(read);
            case Fact.CursorTold told -> cursors.told(told);
            case Fact.CursorShown shown -> cursors.shown(shown);
            case Fact.Registered registered -> pushes.registered(registered.reader(), registered.token());
            case Fact.Pushed pushed -> {
                pushes.pushed(pushed);
                alertWords.pushed(pushed);
            }
            case Fact.Watches watches -> presence.watches(watches.reader(), watches.users(), watches.atMs());
            case Fact.PresenceTold told -> presence.told(told);
            case Fact.LoginBegun begun -> attendance.logins().begun(begun.reader(), begun.atMs());
            case Fact.LoginFailed failed -> attendance.logins().over(failed.reader(), failed.atMs());
            case Fact.Up _, Fact.Down _, Fact.AppState _ -> attend(fact);
            case Fact.Trouble trouble -> {
                if (!attendance.isTrouble()) {
                    timeEnds(trouble.atMs());
                    attendance.trouble();
                }
            }
            case Fact.Calm calm -> attendance.calm(calm.atMs());
        }
    }

    private void advance(long atMs) {
        if (atMs < nowMs) {
            throw new IllegalArgumentException(
                    "It was %d ms, and now something is told of %d ms.".formatted(nowMs, atMs));
        }
        nowMs = atMs;
        presence.advance(atMs);
    }

    private void done(Fact.Done done) {
        Fact.Asked asked = acks.done(done);
        if (asked != null) {
            settings.done(asked, done.atMs());
            refusals.done(asked, done);
            boolean event =
                    !(asked.change() instanceof Fact.Change.Mute || asked.change() instanceof Fact.Change.Block);
            if (event && done.seq() > 0) {
                model.log(asked.conversation()).known(done.seq(), done.atMs());
            }
        }
    }

    /** Somebody comes or goes: what had to be known until then is judged before. */
    private void attend(Fact fact) {
        long atMs = fact.atMs();
        switch (fact) {
            case Fact.Up(long _, Reader reader, boolean background) -> {
                change(reader, atMs, () -> attendance.up(reader, background, atMs));
            }
            case Fact.Down(long _, Reader reader) -> {
                awareness.device(reader, atMs);
                presence.leaves(reader, atMs);
                change(reader, atMs, () -> attendance.down(reader, atMs));
            }
            case Fact.AppState(long _, Reader reader, boolean background) ->
                change(reader, atMs, () -> attendance.appState(reader, background, atMs));
            default -> throw new IllegalArgumentException("Nobody comes or goes by " + fact);
        }
    }

    private void change(Reader reader, long atMs, Runnable how) {
        String user = reader.user();
        presence.changes(user, atMs);
        boolean wasAway = attendance.stateOf(user) != PresenceState.ONLINE;
        how.run();
        if (wasAway && attendance.stateOf(user) == PresenceState.ONLINE) {
            pushes.comes(user, atMs);
        }
    }

    private void timeEnds(long atMs) {
        awareness.all(atMs);
        presence.all(atMs);
    }

    /** How many alerts must still come, as long as those who are away stay away. */
    public long owedAlerts() {
        return pushes.owed(nowMs);
    }

    /** Alerts that must still come had time enough: they are missing. */
    public void alertsAreOver() {
        pushes.over(nowMs);
    }

    /** What was found so far that no later look can put right. */
    public List<Violation> standing() {
        return findings.standing();
    }

    /** Looks at everything, and says what breaks a promise: first what stands, then what is so at this look. */
    public Verdict judge(Look look) {
        advance(look.atMs());
        findings.look();
        histories.look(look.histories());
        contents.look();
        amendments.look(look);
        acks.look();
        refusals.look();
        devices.look(look);
        cursors.look(look);
        counts.look(look);
        pushes.look(look.atMs());
        alertWords.look();
        timeEnds(look.atMs());
        return findings.verdict();
    }
}
