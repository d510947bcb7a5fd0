package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Look.Count;
import io.hongyan.faults.oracle.Look.Counts;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Read cursors stand where the user read to: never behind where they were, and never further. What a server tells late is
 * no violation, since records may come twice; but no device ever shows a cursor that went back, and none is behind at a
 * quiet point, as far as that makes a difference to what is unread: a device that was away is told of nothing else.
 */
final class CursorChecks {

    private final Model model;
    private final Findings findings;
    private final Map<List<String>, Long> told = new HashMap<>();
    private final Map<List<String>, Long> kept = new HashMap<>();
    private final Map<List<String>, Long> read = new HashMap<>();
    private final Map<List<Object>, Long> shown = new HashMap<>();

    CursorChecks(Model model, Findings findings) {
        this.model = model;
        this.findings = findings;
    }

    void read(Fact.Read fact) {
        read.merge(List.of(fact.reader().user(), fact.conversation()), fact.seq(), Math::max);
    }

    void told(Fact.CursorTold fact) {
        told.merge(List.of(fact.reader().user(), fact.conversation()), fact.seq(), Math::max);
    }

    void shown(Fact.CursorShown fact) {
        Long before = shown.put(List.of(fact.reader(), fact.conversation()), fact.seq());
        if (before != null && fact.seq() < before) {
            findings.stands(
                    Kind.CURSOR_BACKWARD,
                    fact.conversation(),
                    fact.seq(),
                    fact.reader().user(),
                    "%s shows the read cursor of %s as #%d, and showed it as #%d before."
                            .formatted(fact.reader(), fact.conversation(), fact.seq(), before));
        }
    }

    /** How far a user read, on any device; 0 if nowhere. */
    long readBy(String user, String conversation) {
        return read.getOrDefault(List.of(user, conversation), 0L);
    }

    void look(Look look) {
        List<Counts> all = look.counts();
        all.forEach(counts -> {
            boolean device = look.devices().contains(counts.reader());
            counts.conversations().forEach((conversation, count) -> compare(counts, device, conversation, count));
        });
        // Those of this look must not be behind each other at the next one.
        all.forEach(counts -> {
            var cursors = look.devices().contains(counts.reader()) ? kept : told;
            counts.conversations()
                    .forEach((conversation, count) ->
                            cursors.merge(List.of(counts.reader().user(), conversation), count.readSeq(), Math::max));
        });
    }

    private void compare(Counts counts, boolean device, String conversation, Count count) {
        String user = counts.reader().user();
        long toldSeq = toldSeq(user, conversation);
        long readSeq = readBy(user, conversation);
        if (count.readSeq() < toldSeq && (!device || differs(user, conversation, count.readSeq(), toldSeq))) {
            report(Kind.CURSOR_BACKWARD, counts, conversation, count, "was told before as", toldSeq);
        } else if (count.readSeq() < readSeq
                && !everLeft(user, conversation)
                && differs(user, conversation, count.readSeq(), readSeq)) {
            report(Kind.CURSOR_LOST, counts, conversation, count, "was moved to", readSeq);
        } else if (count.readSeq() > readSeq) {
            report(Kind.CURSOR_AHEAD, counts, conversation, count, "was only moved to", readSeq);
        }
    }

    /**
     * How far a cursor was, by the server or a device. What devices show of their own accord counts for who never left: a
     * reading that comes to the server after its user has left is refused.
     */
    private long toldSeq(String user, String conversation) {
        long byServer = told.getOrDefault(List.of(user, conversation), 0L);
        return everLeft(user, conversation)
                ? byServer
                : Math.max(byServer, kept.getOrDefault(List.of(user, conversation), 0L));
    }

    private boolean differs(String user, String conversation, long one, long other) {
        Log log = model.log(conversation);
        return log.unread(user, one) != log.unread(user, other);
    }

    /** What somebody reads who has just been removed changes nothing. */
    private boolean everLeft(String user, String conversation) {
        return model.log(conversation).spansOf(user).stream().anyMatch(span -> !span.isOpen());
    }

    private void report(Kind kind, Counts counts, String conversation, Count count, String what, long expected) {
        String user = counts.reader().user();
        findings.now(
                kind,
                conversation,
                count.readSeq(),
                user,
                "The read cursor of %s in %s is #%d on %s, and %s #%d."
                        .formatted(user, conversation, count.readSeq(), counts.reader(), what, expected));
    }
}
