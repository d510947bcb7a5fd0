package io.hongyan.history.audit;

import io.hongyan.history.archive.ArchiveChanges.Membership;
import io.hongyan.history.archive.ArchiveChanges.Place;
import io.hongyan.history.archive.ArchiveChanges.Reaction;
import io.hongyan.history.archive.ArchiveChanges.ReactionChange;
import io.hongyan.history.archive.Period;
import io.hongyan.history.archive.Revision.Edit;
import io.hongyan.proto.events.v1.Event;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows to be written where the archive differs from the log.
 *
 * @param events by place, as the archive keeps them; what they can be found by is written with them
 * @param periods by membership
 * @param edits to be on record
 * @param reactions by who reacted to what, and how
 * @param searchable events that are stored as they should be, but cannot be found by what they say
 */
public record Repair(
        Map<Place, Event> events,
        Map<Membership, Period> periods,
        Set<Edit> edits,
        Map<Reaction, ReactionChange> reactions,
        Map<Place, Event> searchable) {

    public Repair {
        events = Map.copyOf(events);
        periods = Map.copyOf(periods);
        edits = Set.copyOf(edits);
        reactions = Map.copyOf(reactions);
        searchable = Map.copyOf(searchable);
    }

    /** How many rows that is. */
    public int rows() {
        return events.size() + periods.size() + edits.size() + reactions.size() + searchable.size();
    }

    /**
     * How to make good what was found. What cannot be known without reading much of the log is left out.
     *
     * @param fates of the places that are {@link Comparison#unsure}
     * @param later for the conversations with a wrong period or reaction, everything that came after what the slice tells of it;
     *     missing where that is too much
     */
    public static Repair of(
            Slice slice, Stored stored, List<Divergence> found, Map<Place, Fate> fates, Map<String, Slice> later) {
        Map<Place, Event> events = new HashMap<>();
        Map<Membership, Period> periods = new HashMap<>();
        Set<Edit> edits = new HashSet<>();
        Map<Reaction, ReactionChange> reactions = new HashMap<>();
        Map<Place, Event> searchable = new HashMap<>();
        for (Divergence divergence : found) {
            var place = new Place(divergence.conversationId(), divergence.seq());
            switch (divergence.kind()) {
                case MISSING, DIFFERENT, RECALLED -> {
                    Event right = Comparison.right(slice, stored, place, fates.getOrDefault(place, new Fate.Unknown()));
                    if (right != null) {
                        events.put(place, right);
                    }
                }
                case PERIOD -> {
                    var membership = new Membership(divergence.conversationId(), divergence.userId());
                    Period right = period(slice, membership, later.get(divergence.conversationId()));
                    if (right != null) {
                        periods.put(membership, right);
                    }
                }
                case EDIT -> {
                    Event edit = slice.shown().get(place);
                    if (edit != null) {
                        var message = new Place(
                                place.conversationId(), edit.getMessageEdited().getTargetSeq());
                        edits.add(new Edit(message, edit.getSeq(), edit.getTimeMs()));
                    }
                }
                case SEARCH -> {
                    Event kept = stored.events().get(place);
                    if (kept != null) {
                        searchable.put(place, kept);
                    }
                }
                case REACTION -> {
                    Slice since = later.get(divergence.conversationId());
                    if (since != null) {
                        slice.reactions().forEach((reaction, told) -> {
                            if (reaction.target().conversationId().equals(place.conversationId())
                                    && told.seq() == place.seq()) {
                                reactions.put(reaction, since.reactions().getOrDefault(reaction, told));
                            }
                        });
                    }
                }
            }
        }
        return new Repair(events, periods, edits, reactions, searchable);
    }

    private static @Nullable Period period(Slice slice, Membership membership, @Nullable Slice later) {
        Attendance told = slice.attendances().get(membership);
        if (told == null || later == null) {
            return null;
        }
        Attendance since = later.attendances().get(membership);
        return (since == null ? told : since.after(told)).period();
    }
}
