package io.hongyan.proto.events;

import io.hongyan.proto.events.v1.Event;

/**
 * Who joined after a message does not see it, and is not told what an edit makes of it either: such an edit has its number, and
 * no words. The router, for live ones, the unread role, for lists, and the archive, for pages, agree by it.
 */
public final class EditedWords {

    private EditedWords() {}

    /**
     * Whether an event is the edit of a message that somebody does not see.
     *
     * @param firstSeq the first seq that they see of the conversation
     */
    public static boolean areHidden(Event event, long firstSeq) {
        return event.hasMessageEdited() && event.getMessageEdited().getTargetSeq() < firstSeq;
    }

    /** An edit as those are told from whom its words are hidden. */
    public static Event without(Event edit) {
        return edit.toBuilder()
                .setMessageEdited(edit.getMessageEdited().toBuilder().clearContent())
                .build();
    }

    /**
     * Any event as somebody sees it.
     *
     * @param firstSeq the first seq that they see of the conversation
     */
    public static Event seenFrom(Event event, long firstSeq) {
        return areHidden(event, firstSeq) ? without(event) : event;
    }
}
