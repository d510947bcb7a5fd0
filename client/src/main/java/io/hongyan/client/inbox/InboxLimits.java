package io.hongyan.client.inbox;

/**
 * How much a device keeps in memory.
 *
 * @param conversationsMax conversations; beyond it the one that was quiet longest is forgotten
 * @param eventsMax events of one conversation; beyond it the oldest are forgotten and come from the server if asked for
 * @param aheadMax events of one conversation that wait for a gap before them; beyond it the highest are asked for again
 * @param gapMax the longest gap that is filled event by event; beyond it the conversation begins anew at its head
 * @param mentionsMax unread mentions of one conversation that are known by their seq; the others are only counted
 */
public record InboxLimits(int conversationsMax, int eventsMax, int aheadMax, int gapMax, int mentionsMax) {

    /** What suits a phone: 5,000 conversations, 500 events of each, 1,000 ahead, gaps up to 1,000, 50 mentions as servers name them. */
    public static final InboxLimits DEFAULT = new InboxLimits(5_000, 500, 1_000, 1_000, 50);

    /** Rejects bounds that let nothing through. */
    public InboxLimits {
        if (conversationsMax < 1 || eventsMax < 1 || aheadMax < 1 || gapMax < 1 || mentionsMax < 1) {
            throw new IllegalArgumentException(
                    "conversationsMax, eventsMax, aheadMax, gapMax and mentionsMax must be positive, not "
                            + "%d, %d, %d, %d and %d."
                                    .formatted(conversationsMax, eventsMax, aheadMax, gapMax, mentionsMax));
        }
    }
}
