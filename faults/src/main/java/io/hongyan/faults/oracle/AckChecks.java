package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.faults.oracle.Evidence.Acked;
import io.hongyan.faults.oracle.Evidence.RecallAcked;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An ack is a promise: the message is in history, once, with that number and time, and every resend gets the same. */
final class AckChecks {

    private final Model model;
    private final List<Violation> found = new ArrayList<>();

    private AckChecks(Model model) {
        this.model = model;
    }

    static List<Violation> find(Evidence evidence, Model model) {
        var checks = new AckChecks(model);
        Map<List<String>, Acked> firsts = new LinkedHashMap<>();
        for (Acked ack : evidence.acks()) {
            Acked first = firsts.putIfAbsent(List.of(ack.user(), ack.conversation(), ack.contentId()), ack);
            if (first != null && !first.equals(ack)) {
                checks.resendDiffers(first, ack);
            }
        }
        firsts.values().forEach(checks::kept);
        evidence.recalls().forEach(checks::takenBack);
        return checks.found;
    }

    private void resendDiffers(Acked first, Acked again) {
        report(
                Kind.RESEND_DIFFERS,
                again,
                "%s of %s in %s was acknowledged as #%d at %d first, and as #%d at %d when it was sent again."
                        .formatted(
                                first.contentId(),
                                first.user(),
                                first.conversation(),
                                first.seq(),
                                first.timeMs(),
                                again.seq(),
                                again.timeMs()));
    }

    private void kept(Acked ack) {
        String promised = "%s of %s in %s was acknowledged as #%d at %d"
                .formatted(ack.contentId(), ack.user(), ack.conversation(), ack.seq(), ack.timeMs());
        Entry there = model.at(ack.conversation(), ack.seq());
        long elsewhere = model.seqOf(ack.conversation(), ack.contentId());
        if (there != null && isIt(there, ack)) {
            if (there.timeMs() != ack.timeMs()) {
                report(Kind.RENUMBERED, ack, "%s, and history has it at %d.".formatted(promised, there.timeMs()));
            }
        } else if (elsewhere != 0) {
            report(Kind.RENUMBERED, ack, "%s, and history has it as #%d.".formatted(promised, elsewhere));
        } else {
            report(
                    Kind.LOST,
                    ack,
                    "%s, and history has %s there.".formatted(promised, there == null ? "nothing" : there));
        }
    }

    private boolean isIt(Entry there, Acked ack) {
        return there.user().equals(ack.user())
                && switch (there.what()) {
                    case What.Said(String contentId) -> contentId.equals(ack.contentId());
                    case What.Emptied _ -> model.isTakenBack(ack.conversation(), ack.seq());
                    case What.Recalled _, What.Other _ -> false;
                };
    }

    private void takenBack(RecallAcked ack) {
        Entry there = model.at(ack.conversation(), ack.seq());
        if (there == null || !there.what().equals(new What.Recalled(ack.targetSeq()))) {
            found.add(new Violation(
                    Kind.LOST,
                    ack.conversation(),
                    ack.seq(),
                    ack.user(),
                    "That %s took back #%d of %s was acknowledged as #%d, and history has %s there."
                            .formatted(
                                    ack.user(),
                                    ack.targetSeq(),
                                    ack.conversation(),
                                    ack.seq(),
                                    there == null ? "nothing" : there)));
        }
    }

    private void report(Kind kind, Acked ack, String sentence) {
        found.add(new Violation(kind, ack.conversation(), ack.seq(), ack.user(), sentence));
    }
}
