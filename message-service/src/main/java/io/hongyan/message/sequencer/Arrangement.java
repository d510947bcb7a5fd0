package io.hongyan.message.sequencer;

import io.hongyan.proto.events.v1.Event;

/**
 * How somebody's own list has a conversation. That a message brings it out of the archive is not noted here: sending writes
 * nothing for anybody.
 *
 * @param pinnedMs when it was pinned; 0: it is not
 * @param archivedSeq the head when it was archived; 0: it was not, or that was taken back
 * @param markedUnread whether it is marked as unread
 * @param version how often the user changed anything of one's own here, cursors of delivery excepted
 */
public record Arrangement(long pinnedMs, long archivedSeq, boolean markedUnread, long version) {

    /** Of somebody who has changed nothing. */
    public static final Arrangement NONE = new Arrangement(0, 0, false, 0);

    /** Whoever is added again sees it in the list. */
    Arrangement joined() {
        return new Arrangement(pinnedMs, 0, markedUnread, version);
    }

    /** There is nothing to read for whoever has left. */
    Arrangement left() {
        return marked(false);
    }

    Arrangement marked(boolean unread) {
        return new Arrangement(pinnedMs, archivedSeq, unread, version);
    }

    /** After a change of what is the user's own. */
    Arrangement version(Event event) {
        return new Arrangement(pinnedMs, archivedSeq, markedUnread, event.getOwnVersion());
    }

    /** What an event says of it. */
    Arrangement after(Event event) {
        return switch (event.getArranged().getChangeCase()) {
            case PINNED ->
                new Arrangement(
                        event.getArranged().getPinned() ? event.getTimeMs() : 0, archivedSeq, markedUnread, version);
            case ARCHIVED ->
                new Arrangement(
                        pinnedMs, event.getArranged().getArchived() ? event.getHeadSeq() : 0, markedUnread, version);
            case MARKED_UNREAD -> marked(event.getArranged().getMarkedUnread());
            case CHANGE_NOT_SET -> this;
        };
    }
}
