package io.hongyan.history.archive;

import io.hongyan.history.archive.ArchiveChanges.Place;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What events are to be like, those of a batch and those that are stored: a message says what its last edit says, no other
 * edit says anything, and of what was taken back nothing is left, neither in the message nor in any edit. What a message no
 * longer says, because it was edited, becomes a version of it.
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

    /**
     * What a message said until it was edited.
     *
     * @param seq since which event: its own, or an edit
     */
    public record Version(Place target, long seq, Content content) {}

    private final Map<Place, Event> added;
    private final Map<Place, Event> stored;
    private final Map<Place, Event> replaced = new LinkedHashMap<>();
    private final List<Edit> edits = new ArrayList<>();
    private final List<Version> versions = new ArrayList<>();
    private final Set<Place> gone = new LinkedHashSet<>();
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

    /** What messages no longer say by the edits of the batch, each message's in order. */
    public List<Version> versions() {
        return List.copyOf(versions);
    }

    /** The messages that were taken back: of those no version is to be left. */
    public Set<Place> gone() {
        return Set.copyOf(gone);
    }

    void revise(Place target, List<Event> edited, boolean isRecalled) {
        Event message = now(target);
        List<Event> accepted = new ArrayList<>();
        for (Event edit : edited) {
            if (message != null && Contents.isEdit(edit, message)) {
                accepted.add(edit);
                edits.add(new Edit(target, edit.getSeq(), edit.getTimeMs()));
            } else {
                put(place(edit), Contents.without(edit));
            }
        }
        if (message == null || !message.hasMessageSent()) {
            return; // recalled or not: there is nothing that says anything
        }
        List<Event> known = new ArrayList<>(accepted);
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
            gone.add(target);
        } else {
            supersede(target, message, accepted);
        }
    }

    /** What is stored says what its last edit says: only what is newer than that makes a version of it. */
    private void supersede(Place target, Event message, List<Event> accepted) {
        long since = storedEdits.getOrDefault(target, List.of()).stream()
                .filter(edit -> Contents.isEdit(edit, message))
                .mapToLong(Event::getSeq)
                .max()
                .orElse(target.seq());
        Content said = message.getMessageSent().getContent();
        for (Event edit : accepted) {
            if (edit.getSeq() > since) {
                versions.add(new Version(target, since, said));
                since = edit.getSeq();
                said = edit.getMessageEdited().getContent();
            }
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
