package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.faults.oracle.Fact.Pushed;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * An alert speaks the words of its message, or of an earlier one that mentions somebody, since of several it has the latest
 * mention; and not such as were edited before, if that was known for a lease while all worked. What was said when it was handed over stays on the phone.
 */
final class AlertWordsChecks {

    private final Model model;
    private final Attendance attendance;
    private final AmendmentChecks amendments;
    private final Terms terms;
    private final Findings findings;
    private final List<Spoken> unjudged = new ArrayList<>();

    /** An alert, and since when all worked; {@link Long#MAX_VALUE} if it did not. */
    private record Spoken(Pushed push, long calmSinceMs) {}

    AlertWordsChecks(Model model, Attendance attendance, AmendmentChecks amendments, Terms terms, Findings findings) {
        this.model = model;
        this.attendance = attendance;
        this.amendments = amendments;
        this.terms = terms;
        this.findings = findings;
    }

    void pushed(Pushed push) {
        if (!push.words().isEmpty()) {
            unjudged.add(new Spoken(push, attendance.isTrouble() ? Long.MAX_VALUE : attendance.calmSinceMs()));
        }
    }

    void look() {
        unjudged.removeIf(spoken -> {
            Log log = model.log(spoken.push().conversation());
            boolean known = spoken.push().seq() <= log.folded();
            if (known) {
                judge(spoken, log);
            }
            return known;
        });
    }

    private void judge(Spoken spoken, Log log) {
        Pushed push = spoken.push();
        long seq = spokenOf(push, log);
        Slot slot = log.at(seq);
        if (slot == null || log.isTakenBack(seq) || !(slot.entry().what() instanceof What.Said said)) {
            return;
        }
        Message edit = model.message(push.words());
        boolean isEdit = edit != null
                && edit.sent().editedSeq() == seq
                && edit.sent().conversation().equals(log.conversation());
        if (!isEdit && !push.words().equals(said.contentId())) {
            report(push, "says %s, and the message %s".formatted(push.words(), said.contentId()));
            return;
        }
        long last = amendments.of(log.conversation()).lastEdit(seq, log.folded());
        Long known = log.knownSince(last);
        if (known != null
                && last > Math.max(seq, log.seqOf(push.words()))
                && spoken.calmSinceMs() <= known
                && push.atMs() - known > terms.presenceMs()) {
            report(push, "says %s, and #%d said otherwise since %d ms".formatted(push.words(), last, known));
        }
    }

    private static long spokenOf(Pushed push, Log log) {
        String message = ContentIds.original(push.words());
        long seq = log.seqOf(message);
        boolean isMention = !ContentIds.mentioned(message).isEmpty();
        return isMention && seq >= push.firstSeq() && seq < push.seq() ? seq : push.seq();
    }

    private void report(Pushed push, String what) {
        findings.stands(
                Kind.PUSH_WRONG,
                push.conversation(),
                push.seq(),
                "",
                "The alert of #%d of %s at %d ms %s.".formatted(push.seq(), push.conversation(), push.atMs(), what));
    }
}
