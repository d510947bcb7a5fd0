package io.hongyan.client.inbox;

import io.hongyan.proto.client.v1.Pong;

/** Sums over all conversations, compared with the server's. */
final class Totals {

    private final Timelines timelines;
    private long elsewhere; // what the server counts beyond the conversations here, until all are known
    private long badge = -1;

    Totals(Timelines timelines) {
        this.timelines = timelines;
    }

    /** Unread in all conversations that are not muted. */
    long unread() {
        return Math.max(0, timelines.unread() + elsewhere);
    }

    /** Takes the server's word for the total. True if it differs from what the conversations here add up to. */
    boolean adopt(long serverTotal) {
        elsewhere = serverTotal - timelines.unread();
        return elsewhere != 0;
    }

    /** All conversations are known: their sum is the total. Not so if some had to be forgotten. */
    void allKnown() {
        if (!timelines.isPartial()) {
            elsewhere = 0;
        }
    }

    /** True if the total is another one than at the last question. */
    boolean badgeMoved() {
        boolean moved = unread() != badge;
        badge = unread();
        return moved;
    }

    /** Whether a pong tells of something that this device does not know, or counts otherwise. */
    boolean differs(Pong pong) {
        return pong.getComplete()
                && (isBehind(pong)
                        || timelines.all().stream().anyMatch(Timeline::isInexact)
                        || (timelines.headSum() == pong.getHeadSum() && unread() != pong.getUnreadTotal()));
    }

    /** Whether events are missing. */
    boolean isBehind(Pong pong) {
        return !timelines.isPartial()
                && (timelines.headSum() < pong.getHeadSum() || timelines.size() < pong.getConversationCount());
    }
}
