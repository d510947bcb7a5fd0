package io.hongyan.presence.visibility;

import java.util.Set;

/**
 * Whom one viewer may not see, and who may not see the viewer: a block hides both from each other.
 *
 * @param viewerId who looks; empty for an internal service, which sees everyone
 * @param blocked whom the viewer has blocked
 * @param blockedBy who has blocked the viewer
 */
public record Visibility(String viewerId, Set<String> blocked, Set<String> blockedBy) {

    public Visibility {
        blocked = Set.copyOf(blocked);
        blockedBy = Set.copyOf(blockedBy);
    }

    /** Of an internal service. */
    public static Visibility everyone() {
        return new Visibility("", Set.of(), Set.of());
    }

    /** Whether the viewer may see this user's presence. */
    public boolean maySee(String userId) {
        return viewerId.isEmpty()
                || viewerId.equals(userId)
                || (!blocked.contains(userId) && !blockedBy.contains(userId));
    }
}
