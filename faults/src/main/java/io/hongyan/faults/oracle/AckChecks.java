package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.faults.oracle.Fact.Acked;
import io.hongyan.faults.oracle.Fact.Asked;
import io.hongyan.faults.oracle.Fact.Change;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An ack is a promise: the event is in history, once, with that number and time, and every resend gets the same. */
final class AckChecks {

    private final Model model;
    private final Findings findings;
    private final List<Acked> unseen = new ArrayList<>();
    private final Map<Integer, Asked> asked = new HashMap<>();
    private final List<Promise> promises = new ArrayList<>();

    /** A change was acknowledged as the event with a number. */
    private record Promise(Asked asked, long seq) {}

    AckChecks(Model model, Findings findings) {
        this.model = model;
        this.findings = findings;
    }

    /** True if it is the first ack of its message. */
    boolean acked(Acked ack) {
        Message message = model.message(ack.contentId());
        if (message == null) {
            findings.stands(
                    Kind.UNKNOWN,
                    ack.conversation(),
                    ack.seq(),
                    ack.user(),
                    "%s in %s was acknowledged to %s as #%d, who never sent it."
                            .formatted(ack.contentId(), ack.conversation(), ack.user(), ack.seq()));
            return false;
        }
        Acked first = message.ack();
        if (first == null) {
            message.acked(ack);
            unseen.add(ack);
            return true;
        }
        if (!first.conversation().equals(ack.conversation())
                || first.seq() != ack.seq()
                || first.timeMs() != ack.timeMs()) {
            findings.stands(
                    Kind.RESEND_DIFFERS,
                    ack.conversation(),
                    ack.seq(),
                    ack.user(),
                    "%s of %s in %s was acknowledged as #%d at %d first, and as #%d at %d when it was sent again."
                            .formatted(
                                    ack.contentId(),
                                    ack.user(),
                                    ack.conversation(),
                                    first.seq(),
                                    first.timeMs(),
                                    ack.seq(),
                                    ack.timeMs()));
        }
        return false;
    }

    void asked(Asked ask) {
        asked.put(ask.ask(), ask);
    }

    /** What was asked; null if nobody asked, or if it was answered before. */
    @Nullable
    Asked done(Fact.Done done) {
        Asked ask = asked.remove(done.ask());
        boolean stands = ask != null && ask.change() instanceof Change.React react && react.present();
        if (ask != null
                && (done.seq() > 0 || stands)
                && !(ask.change() instanceof Change.Mute || ask.change() instanceof Change.Block)) {
            promises.add(new Promise(ask, done.seq()));
        }
        return ask;
    }

    /** The same for what was refused. */
    @Nullable
    Asked denied(Fact.Denied denied) {
        return asked.remove(denied.ask());
    }

    /** What is found in order is not looked at again. */
    void look() {
        for (Iterator<Acked> rest = unseen.iterator(); rest.hasNext(); ) {
            if (isKept(rest.next())) {
                rest.remove();
            }
        }
        promises.removeIf(this::isKept);
    }

    private boolean isKept(Acked ack) {
        Log log = model.log(ack.conversation());
        String promised = "%s of %s in %s was acknowledged as #%d at %d"
                .formatted(ack.contentId(), ack.user(), ack.conversation(), ack.seq(), ack.timeMs());
        Slot slot = log.at(ack.seq());
        long elsewhere = log.seqOf(ack.contentId());
        if (slot != null && isIt(slot.entry(), ack, log)) {
            if (slot.entry().timeMs() == ack.timeMs()) {
                return true;
            }
            report(
                    Kind.RENUMBERED,
                    ack,
                    "%s, and history has it at %d."
                            .formatted(promised, slot.entry().timeMs()));
        } else if (elsewhere != 0) {
            report(Kind.RENUMBERED, ack, "%s, and history has it as #%d.".formatted(promised, elsewhere));
        } else {
            report(Kind.LOST, ack, "%s, and history has %s there.".formatted(promised, words(slot)));
        }
        return false;
    }

    private boolean isIt(Entry there, Acked ack, Log log) {
        Message message = model.message(ack.contentId());
        return there.user().equals(ack.user())
                && switch (there.what()) {
                    case What.Said said -> said.contentId().equals(ack.contentId());
                    case What.Emptied _ -> log.isTakenBack(ack.seq());
                    // What is no longer said is not told: whether that is as it should be, AmendmentChecks look at.
                    case What.Edited(long target, String words) ->
                        message != null
                                && message.sent().editedSeq() == target
                                && (words.isEmpty() || words.equals(ack.contentId()));
                    default -> false;
                };
    }

    private void report(Kind kind, Acked ack, String sentence) {
        findings.now(kind, ack.conversation(), ack.seq(), ack.user(), sentence);
    }

    private boolean isKept(Promise promise) {
        Asked ask = promise.asked();
        Log log = model.log(ask.conversation());
        Slot slot = log.at(promise.seq());
        if (slot != null ? isIt(slot.entry(), ask) : promise.seq() == 0 && isThereAlready(log, ask)) {
            return true;
        }
        findings.now(
                Kind.LOST,
                ask.conversation(),
                promise.seq(),
                ask.user(),
                "%s of %s in %s was acknowledged as #%d, and history has %s there."
                        .formatted(ask.change(), ask.user(), ask.conversation(), promise.seq(), words(slot)));
        return false;
    }

    /** Who asks a second time is told the event of the first: it need not be the asker's own. */
    private static boolean isIt(Entry there, Asked ask) {
        return switch (ask.change()) {
            case Change.Recall(long target) -> there.what().equals(new What.Recalled(target));
            case Change.React(long target, String emoji, boolean present) ->
                there.what().equals(new What.Reacted(target, emoji, present))
                        && there.user().equals(ask.user());
            case Change.Add(var users) ->
                there.what() instanceof What.Added(var added)
                        && there.user().equals(ask.user())
                        && users.containsAll(added);
            case Change.Remove(var users) ->
                there.what() instanceof What.Removed(var removed)
                        && there.user().equals(ask.user())
                        && users.containsAll(removed);
            case Change.Leave _ ->
                (there.what() instanceof What.Left && there.user().equals(ask.user()))
                        || (there.what() instanceof What.Removed(var removed) && removed.contains(ask.user()));
            case Change.Mute _, Change.Block _ -> true;
        };
    }

    /** A reaction that is said to stand already was given by somebody's earlier request. */
    private static boolean isThereAlready(Log log, Asked ask) {
        for (long seq = log.folded(); seq > 0; seq--) {
            Slot slot = log.at(seq);
            if (slot != null && isIt(slot.entry(), ask)) {
                return true;
            }
        }
        return false;
    }

    private static Object words(@Nullable Slot slot) {
        return slot == null ? "nothing" : slot.entry();
    }
}
