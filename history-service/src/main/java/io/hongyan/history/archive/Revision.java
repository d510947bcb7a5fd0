package io.hongyan.history.archive;

import io.hongyan.history.archive.ArchiveChanges.Place;
import io.hongyan.proto.events.v1.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What events are to be like, those of a batch and those that are stored: a message says what its last edit says, no other
 * edit says anything, and of what was taken back nothing is left, neither in the message nor in any edit.
 *
 * <p>What is stored is never older than what a batch brings again, hence it wins; and of the stored edits of a message only
 * the last can say anything, so that no other one has to be known.
 */
public final class Revision {

    /**
     * That a message was edited by its sender.
     *
     * @param seq of the edit
     * @param timeMs when that was, in milliseconds since 1970 UTC
     */
    public record Edit(Place target, long seq, long timeMs) {}

    private final Map<Place, Event> added;
    private final Map<Place, Event> stored;
    private final Map<Place, Event> replaced = new LinkedHashMap<>();
    private final List<Edit> edits = new ArrayList<>();
    private final Map<Place, List<Event>> storedEdits = new HashMap<>();

    Revision(Map<Place, Event> added, Map<Place, Event> stored) {
        this.added = new LinkedHashMap<>(added);
        this.stored = Map.copyOf(stored);
        stored.forEach((place, event) -> {
            if (event.hasMessageEdited()) {
                var target = new Place(
                        place.conversationId(), event.getMessageEdited().getTargetSeq());
                storedEdits.computeIfAbsent(target, absent -> new ArrayList<>()).add(event);
            }
        });
    }

    /** Events to keep where none is stored, by place. */
    public Map<Place, Event> added() {
        return Map.copyOf(added);
    }

    /** Stored events that are to be otherwise, by place. */
    public Map<Place, Event> replaced() {
        return Map.copyOf(replaced);
    }

    /** The edits of the batch, without those that change nothing because the message is somebody else's, or none. */
    public List<Edit> edits() {
        return List.copyOf(edits);
    }

    void revise(Place target, List<Event> edited, boolean isRecalled) {
        Event message = now(target);
        List<Event> known = new ArrayList<>();
        for (Event edit : edited) {
            if (message != null && Contents.isEdit(edit, message)) {
                known.add(edit);
                edits.add(new Edit(target, edit.getSeq(), edit.getTimeMs()));
            } else {
                put(place(edit), Contents.without(edit));
            }
        }
        if (message == null || !message.hasMessageSent()) {
            return; // recalled or not: there is nothing that says anything
        }
        // Not only the last one: another may be stored that somebody tried to edit in turn, and it need not be the
        // sender's.
        for (Event edit : storedEdits.getOrDefault(target, List.of())) {
            if (Contents.isEdit(edit, message)) {
                known.add(edit);
            }
        }
        boolean isGone = isRecalled || !Contents.isThere(message);
        long last = known.stream().mapToLong(Event::getSeq).max().orElse(0);
        for (Event edit : known) {
            if (isGone || edit.getSeq() < last) {
                put(place(edit), Contents.without(edit));
            } else if (Contents.isThere(edit)) {
                put(target, Contents.with(message, edit.getMessageEdited().getContent()));
            }
        }
        if (isGone) {
            put(target, Contents.without(message));
        }
    }

    private @Nullable Event now(Place place) {
        return Stream.of(stored, added)
                .filter(events -> events.containsKey(place))
                .findFirst()
                .map(events -> events.get(place))
                .orElse(null);
    }

    private void put(Place place, Event event) {
        added.computeIfPresent(place, (there, told) -> event);
        Event kept = stored.get(place);
        if (kept != null && !kept.equals(event)) {
            replaced.put(place, event);
        }
    }

    private static Place place(Event event) {
        return new Place(event.getConversationId(), event.getSeq());
    }
}
