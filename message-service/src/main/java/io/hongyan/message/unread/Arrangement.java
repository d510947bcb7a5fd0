package io.hongyan.message.unread;

import io.hongyan.proto.events.v1.Event;

/**
 * How a user's own list has a conversation.
 *
 * <p>Archived means out of the way until a countable message comes, whoever sent it; while the user mutes the conversation, none
 * brings it out. Sending writes nothing for anybody, so that a message came is seen where it matters: when the conversation
 * is looked at ({@link #archivedSeq(boolean, Head)}), and before muting or leaving make it not matter any more.
 *
 * @param pinnedMs when it was pinned; 0: it is not
 * @param archivedSeq the head beyond which a countable message brings it out of the archive; 0: it is not there
 * @param markedUnread whether the user marked it as unread; it counts nowhere
 * @param version the last {@code own_version} of the user's events here
 */
public record Arrangement(long pinnedMs, long archivedSeq, boolean markedUnread, long version) {

    /** Of a user who has changed nothing. */
    public static final Arrangement NONE = new Arrangement(0, 0, false, 0);

    /** The same, unless a message has brought it out of the archive: then that is 0. Of somebody who is a member. */
    long archivedSeq(boolean muted, Head head) {
        return muted || head.countableSeq() <= archivedSeq ? archivedSeq : 0;
    }

    /** What came before muting has had its say; what came until unmuting has none. */
    Arrangement muting(boolean nowMuted, Head head) {
        long archived = archivedSeq(!nowMuted, head);
        return archived(nowMuted || archived == 0 ? archived : head.headSeq());
    }

    /** For whoever leaves it stays as it is then, and there is nothing left to read. */
    Arrangement leaving(boolean muted, Head head) {
        return archived(archivedSeq(muted, head)).marked(false);
    }

    /** Being added again brings it out. */
    Arrangement rejoined() {
        return archived(0);
    }

    Arrangement marked(boolean unread) {
        return new Arrangement(pinnedMs, archivedSeq, unread, version);
    }

    /** After an event of the user's own. */
    Arrangement version(Event event) {
        return new Arrangement(pinnedMs, archivedSeq, markedUnread, Math.max(version, event.getOwnVersion()));
    }

    /** What the user arranged. */
    Arrangement after(Event event) {
        return switch (event.getArranged().getChangeCase()) {
            case PINNED ->
                new Arrangement(
                        event.getArranged().getPinned() ? event.getTimeMs() : 0, archivedSeq, markedUnread, version);
            case ARCHIVED -> archived(event.getArranged().getArchived() ? event.getHeadSeq() : 0);
            case MARKED_UNREAD -> marked(event.getArranged().getMarkedUnread());
            case CHANGE_NOT_SET -> this; // of a newer release
        };
    }

    private Arrangement archived(long seq) {
        return new Arrangement(pinnedMs, seq, markedUnread, version);
    }
}
