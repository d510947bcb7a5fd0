package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.faults.oracle.Evidence.Sent;
import io.hongyan.faults.oracle.Evidence.Timeline;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the archive answers: numbers 1, 2, 3 … without holes, each message once, and the same for every member. */
final class HistoryChecks {

    private final Model model;
    private final Set<Sent> sent;
    private final List<Violation> found = new ArrayList<>();

    private HistoryChecks(Evidence evidence, Model model) {
        this.model = model;
        this.sent = new HashSet<>(evidence.sent());
    }

    static List<Violation> find(Evidence evidence, Model model) {
        var checks = new HistoryChecks(evidence, model);
        Set<List<String>> read = new HashSet<>();
        for (Timeline history : evidence.histories()) {
            read.add(List.of(history.reader().user(), history.conversation()));
            checks.order(history);
            checks.contents(history);
            checks.end(history);
        }
        for (String conversation : model.conversations()) {
            for (String member : evidence.members().getOrDefault(conversation, Set.of())) {
                if (!read.contains(List.of(member, conversation))) {
                    checks.found.add(new Violation(
                            Kind.MISSED,
                            conversation,
                            model.head(conversation),
                            member,
                            "%s is a member of %s, whose head is #%d, and does not find it in the list."
                                    .formatted(member, conversation, model.head(conversation))));
                }
            }
        }
        return checks.found;
    }

    private void order(Timeline history) {
        Set<Long> seen = new HashSet<>();
        long last = 0;
        for (Entry entry : history.entries()) {
            long seq = entry.seq();
            if (!seen.add(seq)) {
                report(Kind.DOUBLED, history, seq, "gives #%d twice".formatted(seq));
            } else if (seq < last) {
                report(Kind.REORDERED, history, seq, "gives #%d after #%d".formatted(seq, last));
            } else if (seq > last + 1) {
                report(Kind.HOLE, history, last + 1, "goes on with #%d after #%d".formatted(seq, last));
            }
            last = Math.max(last, seq);
        }
    }

    private void contents(Timeline history) {
        Map<String, Long> seqs = new HashMap<>();
        for (Entry entry : history.entries()) {
            Entry reference = model.at(history.conversation(), entry.seq());
            if (!entry.equals(reference)) {
                report(
                        Kind.DIFFERS,
                        history,
                        entry.seq(),
                        "has %s, and another reader or page has %s".formatted(entry, reference));
            }
            switch (entry.what()) {
                case What.Said(String contentId) -> said(history, entry, contentId, seqs);
                case What.Emptied _ -> {
                    if (!model.isTakenBack(history.conversation(), entry.seq())) {
                        report(Kind.EMPTIED, history, entry.seq(), "has it empty, and nobody took it back");
                    }
                }
                case What.Recalled _, What.Other _ -> {}
            }
        }
    }

    private void said(Timeline history, Entry entry, String contentId, Map<String, Long> seqs) {
        Long before = seqs.putIfAbsent(contentId, entry.seq());
        if (before != null && before != entry.seq()) {
            report(
                    Kind.DOUBLED,
                    history,
                    entry.seq(),
                    "has %s as #%d and again as #%d".formatted(contentId, before, entry.seq()));
        }
        if (!sent.contains(new Sent(entry.user(), history.conversation(), contentId))) {
            report(
                    Kind.UNKNOWN,
                    history,
                    entry.seq(),
                    "has %s by %s, who never sent it there".formatted(contentId, entry.user()));
        }
        if (model.isTakenBack(history.conversation(), entry.seq())) {
            report(Kind.EMPTIED, history, entry.seq(), "still has %s, which was taken back".formatted(contentId));
        }
    }

    private void end(Timeline history) {
        long head = model.head(history.conversation());
        long last = history.entries().stream().mapToLong(Entry::seq).max().orElse(0);
        if (last < head) {
            report(Kind.MISSED, history, last, "ends at #%d, and another reader's at #%d".formatted(last, head));
        }
    }

    private void report(Kind kind, Timeline history, long seq, String what) {
        String user = history.reader().user();
        found.add(new Violation(
                kind,
                history.conversation(),
                seq,
                user,
                "The history of %s, #%d, read by %s: it %s.".formatted(history.conversation(), seq, user, what)));
    }
}
