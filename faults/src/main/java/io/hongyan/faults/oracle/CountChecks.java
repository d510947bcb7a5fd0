package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Evidence.Count;
import io.hongyan.faults.oracle.Evidence.Counts;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Unread is a function of the messages and the cursor; the badge is the sum. */
final class CountChecks {

    private CountChecks() {}

    static List<Violation> find(Evidence evidence, Model model) {
        List<Violation> found = new ArrayList<>();
        for (Counts counts : evidence.counts()) {
            String user = counts.reader().user();
            long total = 0;
            for (String conversation : model.conversations()) {
                if (evidence.members().getOrDefault(conversation, Set.of()).contains(user)) {
                    total += compare(counts, conversation, model, found);
                }
            }
            if (total != counts.total()) {
                found.add(new Violation(
                        Kind.TOTAL,
                        "",
                        0,
                        user,
                        "The badge of %s is %d on %s, and the messages after the cursors add up to %d. %s"
                                .formatted(
                                        user, counts.total(), counts.reader(), total, stated(counts.conversations()))));
            }
        }
        return found;
    }

    /** What is unread in one conversation, by the cursor that the reader itself names. */
    private static long compare(Counts counts, String conversation, Model model, List<Violation> found) {
        String user = counts.reader().user();
        Count count = counts.conversations().get(conversation);
        long cursor = count == null ? 0 : count.readSeq();
        long unread = model.unread(conversation, user, cursor);
        if (count == null || count.unread() != unread) {
            found.add(new Violation(
                    Kind.UNREAD,
                    conversation,
                    cursor,
                    user,
                    "%s has %s unread in %s on %s, and %d messages of others follow the read cursor #%d, up to #%d."
                            .formatted(
                                    user,
                                    count == null ? "no count of" : count.unread(),
                                    conversation,
                                    counts.reader(),
                                    unread,
                                    cursor,
                                    model.head(conversation))));
        }
        return unread;
    }

    private static String stated(Map<String, Count> conversations) {
        long sum = conversations.values().stream().mapToLong(Count::unread).sum();
        return "Its conversations state %d in all.".formatted(sum);
    }
}
