package io.hongyan.client.inbox;

import io.hongyan.proto.client.v1.ConversationSummary;
import io.hongyan.proto.client.v1.OwnChange;

/**
 * How the user's own list has a conversation, the same on all of the user's devices.
 *
 * @param pinnedMs when it was pinned; 0: it is not
 * @param archivedSeq the head when it was archived; 0: it is not in the archive
 * @param markedUnread whether it is marked as unread, which counts nowhere
 * @param version how often the user changed anything of one's own here, up to where this device has missed nothing of it
 */
public record Arrangement(long pinnedMs, long archivedSeq, boolean markedUnread, long version) {

    /** Of a user who has changed nothing. */
    public static final Arrangement NONE = new Arrangement(0, 0, false, 0);

    static Arrangement of(ConversationSummary summary) {
        return new Arrangement(
                summary.getPinnedMs(), summary.getArchivedSeq(), summary.getMarkedUnread(), summary.getOwnVersion());
    }

    /** What another device, or this one, has changed. */
    Arrangement after(OwnChange change) {
        return new Arrangement(
                change.hasPinnedMs() ? change.getPinnedMs() : pinnedMs,
                change.hasArchivedSeq() ? change.getArchivedSeq() : archivedSeq,
                change.hasMarkedUnread() ? change.getMarkedUnread() : markedUnread,
                version);
    }

    /** Something brought it out of the archive. */
    Arrangement out() {
        return new Arrangement(pinnedMs, 0, markedUnread, version);
    }

    /** What came until this head, while it was muted, does not bring it out any more. */
    Arrangement unmuted(long headSeq) {
        return new Arrangement(pinnedMs, archivedSeq == 0 ? 0 : Math.max(archivedSeq, headSeq), markedUnread, version);
    }

    Arrangement unmarked() {
        return new Arrangement(pinnedMs, archivedSeq, false, version);
    }

    /** The version after this one; only the next is, since what lies between others is not known. */
    Arrangement next(long next) {
        return next == version + 1 ? new Arrangement(pinnedMs, archivedSeq, markedUnread, next) : this;
    }
}
