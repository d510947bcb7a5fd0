package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Look.Count;
import io.hongyan.faults.oracle.Look.Counts;
import io.hongyan.faults.oracle.Setting.Of;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.List;

/** Unread, and what of it mentions the user, is a function of the messages and the cursor; the badge is the sum over what is not muted. */
final class CountChecks {

    private final Model model;
    private final Settings settings;
    private final Findings findings;

    CountChecks(Model model, Settings settings, Findings findings) {
        this.model = model;
        this.settings = settings;
        this.findings = findings;
    }

    void look(Look look) {
        for (Counts counts : look.counts()) {
            boolean device = look.devices().contains(counts.reader());
            String user = counts.reader().user();
            long total = 0;
            for (Log log : model.logs()) {
                if (log.endFor(user) > 0) {
                    total += compare(counts, device, log);
                }
            }
            counts.conversations().keySet().forEach(conversation -> uninvited(counts, conversation));
            if (total != counts.total()) {
                findings.now(
                        Kind.TOTAL,
                        "",
                        0,
                        user,
                        "The badge of %s is %d on %s, and what follows the cursors and is not muted adds up to %d."
                                .formatted(user, counts.total(), counts.reader(), total));
            }
        }
    }

    /** What one conversation adds to the badge, by the cursor and the setting that the reader itself names. */
    private long compare(Counts counts, boolean device, Log log) {
        String user = counts.reader().user();
        String conversation = log.conversation();
        Count count = counts.conversations().get(conversation);
        long cursor = count == null ? 0 : count.readSeq();
        long unread = log.unread(user, cursor);
        if (count == null || count.unread() != unread) {
            findings.now(
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
                                    log.endFor(user)));
        }
        if (count == null) {
            return unread;
        }
        mentions(counts.reader(), log, count);
        // A device that was away is told of a mute only where it makes a difference to the badge.
        boolean matters = !device || unread > 0;
        if (matters && !settings.mayBe(Of.MUTE, user, conversation, count.muted())) {
            findings.now(
                    Kind.MUTED,
                    conversation,
                    0,
                    user,
                    "%s is %s for %s on %s, and the last change made it %s."
                            .formatted(
                                    conversation, muted(count.muted()), user, counts.reader(), muted(!count.muted())));
        }
        return count.muted() ? 0 : unread;
    }

    private void mentions(Reader reader, Log log, Count count) {
        List<Long> expected = log.unreadMentions(reader.user(), count.readSeq());
        boolean named = count.named().isEmpty() == expected.isEmpty()
                && count.named()
                        .equals(expected.subList(0, Math.min(count.named().size(), expected.size())));
        if (count.mentions() != expected.size() || !named) {
            findings.now(
                    Kind.MENTIONS,
                    log.conversation(),
                    count.readSeq(),
                    reader.user(),
                    "%s says that %d unread messages in %s speak to %s, first %s; and after the read cursor #%d these do: %s."
                            .formatted(
                                    reader,
                                    count.mentions(),
                                    log.conversation(),
                                    reader.user(),
                                    count.named(),
                                    count.readSeq(),
                                    expected));
        }
    }

    private static String muted(boolean muted) {
        return muted ? "muted" : "not muted";
    }

    private void uninvited(Counts counts, String conversation) {
        String user = counts.reader().user();
        if (model.log(conversation).spansOf(user).isEmpty()) {
            findings.now(
                    Kind.LEAKED,
                    conversation,
                    0,
                    user,
                    "%s has %s in the list, where %s never was a member."
                            .formatted(counts.reader(), conversation, user));
        }
    }
}
