package io.hongyan.message.router;

import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * The members of the groups that were spoken in last, bounded by the number of memberships: the group that was silent
 * longest goes first. Safe for use by many threads.
 */
public final class MembersCache {

    private final int membershipsMax;
    private final LinkedHashMap<String, Members> groups = new LinkedHashMap<>(16, 0.75f, true);
    private int memberships;

    /** A cache for at most so many memberships; a single larger group is not kept. */
    public MembersCache(int membershipsMax) {
        this.membershipsMax = membershipsMax;
    }

    /** What is known of a group. */
    public synchronized Optional<Members> get(String conversationId) {
        return Optional.ofNullable(groups.get(conversationId));
    }

    /** Keeps what is known now of a group, in place of what was. */
    public synchronized void put(String conversationId, Members members) {
        Members before = groups.put(conversationId, members);
        memberships += weight(members) - (before == null ? 0 : weight(before));
        var oldest = groups.entrySet().iterator();
        while (memberships > membershipsMax && oldest.hasNext()) {
            memberships -= weight(oldest.next().getValue());
            oldest.remove();
        }
    }

    /** How many memberships are kept. */
    public synchronized int memberships() {
        return memberships;
    }

    private static int weight(Members members) {
        return Math.max(1, members.joined().size());
    }
}
