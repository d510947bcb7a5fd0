package io.hongyan.history.archive;

import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Event;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a message said at the last event that somebody sees, if it was edited after that.
 *
 * @param seq since which event: its own, or an edit
 * @param content what; null where the archive does not know, or no longer
 */
public record Then(long seq, @Nullable Content content) {

    /** The message that an event may tell the words of: itself, or the one that it edits. */
    public static long message(Event event) {
        return event.hasMessageEdited() ? event.getMessageEdited().getTargetSeq() : event.getSeq();
    }

    /**
     * An event as it was then. What the archive has no words of has none, whatever it says now; what was taken back since stays
     * so.
     *
     * @param byMessage the messages that were edited after that; all others are as they were
     */
    public static Event shown(Event event, Map<Long, Then> byMessage) {
        Then then = byMessage.get(message(event));
        if (then == null) {
            return event;
        }
        Content content = then.content();
        boolean says = event.hasMessageEdited() ? event.getSeq() == then.seq() : Contents.isThere(event);
        return says && content != null ? Contents.with(event, content) : Contents.without(event);
    }
}
