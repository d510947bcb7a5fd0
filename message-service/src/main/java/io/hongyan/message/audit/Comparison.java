package io.hongyan.message.audit;

import io.hongyan.message.audit.Divergence.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds where two views of a conversation, of the same moment, differ. */
public final class Comparison {

    private Comparison() {}

    /** The differences, each thing once: of a member whose row is wrong, the count is not told beside it. */
    public static List<Divergence> of(View log, View stored) {
        List<Divergence> found = new ArrayList<>();
        if (log.revision() != stored.revision()
                || log.headSeq() != stored.headSeq()
                || log.countable() != stored.countable()
                || log.memberCount() != stored.memberCount()) {
            found.add(new Divergence(Kind.CONVERSATION, ""));
        }
        if (!log.messages().equals(stored.messages())) {
            found.add(new Divergence(Kind.MESSAGES, ""));
        }
        if (!log.mentions().equals(stored.mentions())) {
            found.add(new Divergence(Kind.MENTIONS, ""));
        }
        var users = new TreeSet<>(log.standings().keySet());
        users.addAll(stored.standings().keySet());
        for (String user : users) {
            Standing told = log.standings().get(user);
            Standing kept = stored.standings().get(user);
            if (!equalButForCount(told, kept)) {
                found.add(new Divergence(Kind.MEMBER, user));
            } else if (!Objects.equals(told, kept)) {
                found.add(new Divergence(Kind.COUNT, user));
            }
        }
        return List.copyOf(found);
    }

    private static boolean equalButForCount(@Nullable Standing one, @Nullable Standing other) {
        return one != null && other != null && one.withUnread(0, 0).equals(other.withUnread(0, 0));
    }
}
