package io.hongyan.history.audit;

import io.hongyan.history.archive.ArchiveChanges.Place;
import io.hongyan.history.archive.Contents;
import io.hongyan.proto.events.v1.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the archive has of a conversation after a slice.
 *
 * @param told what that says
 * @param whole whether it is everything
 */
public record Later(Slice told, boolean whole) {

    /** Nothing, which is not everything. */
    public static final Later UNKNOWN = new Later(Slice.of(List.of()), false);

    /**
     * What became of what a message says.
     *
     * @param message as the slice has it, or as it is stored
     */
    public Fate ofMessage(Place place, Event message) {
        if (told.takenBack().contains(place)) {
            return new Fate.Gone();
        }
        Event edit = told.lastEdit(place, message.getActor().getUserId());
        if (!whole || (edit != null && !Contents.isThere(edit))) {
            return new Fate.Unknown(); // if it is silent, something is missing of what happened to it
        }
        return edit == null
                ? new Fate.Kept()
                : new Fate.Replaced(edit.getMessageEdited().getContent());
    }

    /**
     * What became of what an edit says.
     *
     * @param edit as the slice has it
     * @param target the message, as the slice has it, or as it is stored; null if it is not known
     */
    public Fate ofEdit(Place place, Event edit, @Nullable Event target) {
        var message = new Place(place.conversationId(), edit.getMessageEdited().getTargetSeq());
        if (told.takenBack().contains(message)
                || told.lastEdit(message, edit.getActor().getUserId()) != null) {
            return new Fate.Gone();
        }
        // Of a message that says nothing it is not known since when.
        boolean isEditOfSomething = target != null
                && Contents.isEdit(edit, target)
                && target.getMessageSent().hasContent();
        return whole && isEditOfSomething ? new Fate.Kept() : new Fate.Unknown();
    }
}
