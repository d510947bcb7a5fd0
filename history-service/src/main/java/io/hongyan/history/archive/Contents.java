package io.hongyan.history.archive;

import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Event;

/** What events say: taken out, and put in anew. An event is never changed, a changed one is another. */
public final class Contents {

    private Contents() {}

    /** Whether an event says anything: a message or an edit that has its content. */
    public static boolean isThere(Event event) {
        return event.getMessageSent().hasContent() || event.getMessageEdited().hasContent();
    }

    /** The same without what it said: of a message that was taken back, or an edit that holds no longer. */
    public static Event without(Event event) {
        if (event.getMessageSent().hasContent()) {
            return event.toBuilder()
                    .setMessageSent(event.getMessageSent().toBuilder().clearContent())
                    .build();
        }
        if (event.getMessageEdited().hasContent()) {
            return event.toBuilder()
                    .setMessageEdited(event.getMessageEdited().toBuilder().clearContent())
                    .build();
        }
        return event;
    }

    /** A message, or an edit, that says something else. */
    public static Event with(Event event, Content content) {
        return event.hasMessageEdited()
                ? event.toBuilder()
                        .setMessageEdited(event.getMessageEdited().toBuilder().setContent(content))
                        .build()
                : event.toBuilder()
                        .setMessageSent(event.getMessageSent().toBuilder().setContent(content))
                        .build();
    }

    /** Whether an edit is one of this message, by who sent it: any other changes nothing, and says nothing. */
    public static boolean isEdit(Event edit, Event message) {
        return edit.hasMessageEdited()
                && message.hasMessageSent()
                && edit.getMessageEdited().getTargetSeq() == message.getSeq()
                && edit.getActor().getUserId().equals(message.getActor().getUserId());
    }
}
