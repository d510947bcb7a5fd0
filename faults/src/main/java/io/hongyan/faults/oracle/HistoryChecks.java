package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.faults.oracle.Look.History;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the archive answers: numbers without holes, from where one may see them to the end, and nobody else's. */
final class HistoryChecks {

    private final Model model;
    private final ContentChecks contents;
    private final Findings findings;
    private int looks;

    HistoryChecks(Model model, ContentChecks contents, Findings findings) {
        this.model = model;
        this.contents = contents;
        this.findings = findings;
    }

    /** Takes all answers before it judges any: only together they say who is a member, and what was taken back. */
    void look(List<History> histories) {
        looks++;
        Map<String, List<History>> byConversation = new HashMap<>();
        Set<List<String>> read = new HashSet<>();
        for (History history : histories) {
            Reader reader = history.reader();
            String source = "the history that %s reads".formatted(reader);
            for (Entry entry : history.entries()) {
                Slot slot = contents.told(history.conversation(), entry, reader, source);
                if (slot != null) {
                    slot.archived(looks);
                }
            }
            byConversation
                    .computeIfAbsent(history.conversation(), id -> new ArrayList<>())
                    .add(history);
            read.add(List.of(reader.user(), history.conversation()));
        }
        histories.forEach(this::order);
        for (Log log : model.logs()) {
            archived(log, byConversation.getOrDefault(log.conversation(), List.of()));
            for (String user : log.users()) {
                if (log.endFor(user) > 0 && !read.contains(List.of(user, log.conversation()))) {
                    findings.now(
                            Kind.MISSED,
                            log.conversation(),
                            log.endFor(user),
                            user,
                            "%s may see %s up to #%d, and does not find it in the list."
                                    .formatted(user, log.conversation(), log.endFor(user)));
                }
            }
        }
    }

    private void order(History history) {
        Log log = model.log(history.conversation());
        Span span = log.visibleTo(history.reader().user());
        if (span == null) {
            report(Kind.LEAKED, history, 0, "is given, to somebody who never was a member");
            return;
        }
        Set<Long> seen = new HashSet<>();
        long last = Math.max(history.after(), span.joined() - 1);
        for (Entry entry : history.entries()) {
            long seq = entry.seq();
            if (!seen.add(seq)) {
                report(Kind.DOUBLED, history, seq, "gives #%d twice".formatted(seq));
            } else if (!span.has(seq)) {
                report(
                        Kind.LEAKED,
                        history,
                        seq,
                        "gives #%d, and only #%d to #%d are to be seen"
                                .formatted(
                                        seq,
                                        span.joined(),
                                        log.endFor(history.reader().user())));
            } else if (seq < last) {
                report(Kind.REORDERED, history, seq, "gives #%d after #%d".formatted(seq, last));
            } else if (seq > last + 1) {
                report(Kind.HOLE, history, last + 1, "goes on with #%d after #%d".formatted(seq, last));
            }
            if (entry.what() instanceof What.Said said && log.isTakenBack(seq)) {
                report(Kind.EMPTIED, history, seq, "still has %s, which was taken back".formatted(said.contentId()));
            }
            last = Math.max(last, seq);
        }
        long end = log.endFor(history.reader().user());
        if (last < end) {
            report(Kind.MISSED, history, last, "ends at #%d, and others' at #%d".formatted(last, end));
        }
    }

    /** Whatever anybody was told is there for those who may still see it, and asked for it. */
    private void archived(Log log, List<History> histories) {
        long after = histories.stream().mapToLong(History::after).min().orElse(0);
        for (long seq = after + 1; seq <= log.head(); seq++) {
            Slot slot = log.at(seq);
            long number = seq;
            if (slot != null
                    && slot.archivedAtLook() != looks
                    && histories.stream().anyMatch(history -> isPartOf(history, log, number))) {
                findings.now(
                        Kind.LOST,
                        log.conversation(),
                        seq,
                        slot.entry().user(),
                        "#%d of %s is %s according to %s, and no history has it."
                                .formatted(seq, log.conversation(), slot.entry(), slot.source()));
            }
        }
    }

    private static boolean isPartOf(History history, Log log, long seq) {
        Span span = log.visibleTo(history.reader().user());
        return history.after() < seq && span != null && span.has(seq);
    }

    private void report(Kind kind, History history, long seq, String what) {
        String user = history.reader().user();
        findings.now(
                kind,
                history.conversation(),
                seq,
                user,
                "The history of %s, #%d, read by %s: it %s.".formatted(history.conversation(), seq, user, what));
    }
}
