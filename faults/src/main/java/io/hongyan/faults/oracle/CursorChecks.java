package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Evidence.Count;
import io.hongyan.faults.oracle.Evidence.Counts;
import io.hongyan.faults.oracle.Evidence.Cursor;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Read cursors stand where the user read to: never behind where they were, and never further. A cursor that comes late
 * is no violation, since records may come twice; it is what holds at the quiet point that counts.
 */
final class CursorChecks {

    private CursorChecks() {}

    static List<Violation> find(Evidence evidence) {
        List<Violation> found = new ArrayList<>();
        Map<List<String>, Long> told = highest(evidence.told());
        Map<List<String>, Long> read = highest(evidence.reads());
        for (Counts counts : evidence.counts()) {
            String user = counts.reader().user();
            counts.conversations().forEach((conversation, count) -> {
                var key = List.of(user, conversation);
                long toldSeq = told.getOrDefault(key, 0L);
                long readSeq = read.getOrDefault(key, 0L);
                if (count.readSeq() < toldSeq) {
                    found.add(violation(
                            Kind.CURSOR_BACKWARD, counts, conversation, count, "was told before as", toldSeq));
                } else if (count.readSeq() < readSeq) {
                    found.add(violation(Kind.CURSOR_LOST, counts, conversation, count, "was moved to", readSeq));
                } else if (count.readSeq() > readSeq) {
                    found.add(violation(Kind.CURSOR_AHEAD, counts, conversation, count, "was only moved to", readSeq));
                }
            });
        }
        return found;
    }

    private static Map<List<String>, Long> highest(List<Cursor> cursors) {
        Map<List<String>, Long> highest = new HashMap<>();
        cursors.forEach(
                cursor -> highest.merge(List.of(cursor.user(), cursor.conversation()), cursor.readSeq(), Math::max));
        return highest;
    }

    private static Violation violation(
            Kind kind, Counts counts, String conversation, Count count, String what, long expected) {
        String user = counts.reader().user();
        return new Violation(
                kind,
                conversation,
                count.readSeq(),
                user,
                "The read cursor of %s in %s is #%d on %s, and %s #%d."
                        .formatted(user, conversation, count.readSeq(), counts.reader(), what, expected));
    }
}
