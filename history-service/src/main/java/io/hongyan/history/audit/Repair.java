package io.hongyan.history.audit;

import io.hongyan.history.archive.ArchiveChanges.Membership;
import io.hongyan.history.archive.ArchiveChanges.PastReaction;
import io.hongyan.history.archive.ArchiveChanges.Place;
import io.hongyan.history.archive.ArchiveChanges.Reaction;
import io.hongyan.history.archive.ArchiveChanges.ReactionChange;
import io.hongyan.history.archive.Ids;
import io.hongyan.history.archive.Period;
import io.hongyan.history.archive.Revision.Edit;
import io.hongyan.history.archive.Revision.Version;
import io.hongyan.proto.events.v1.Event;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows to be written where the archive differs from the log.
 *
 * @param events by place, as the archive keeps them; what they can be found by is written with them
 * @param periods by membership
 * @param edits to be on record
 * @param reactions by who reacted to what, and how
 * @param searchable events that are stored as they should be, but cannot be found by what they say
 * @param past what is no longer so
 */
public record Repair(
        Map<Place, Event> events,
        Map<Membership, Period> periods,
        Set<Edit> edits,
        Map<Reaction, ReactionChange> reactions,
        Map<Place, Event> searchable,
        Past past) {

    /**
     * What is no longer so.
     *
     * @param versions to be kept of messages
     * @param gone the messages of which none are
     * @param reactions to be kept
     * @param outdated reactions to be kept as well, since what takes their place is written
     */
    public record Past(
            Set<Version> versions, Set<Place> gone, Set<PastReaction> reactions, Set<PastReaction> outdated) {

        public Past {
            versions = Set.copyOf(versions);
            gone = Set.copyOf(gone);
            reactions = Set.copyOf(reactions);
            outdated = Set.copyOf(outdated);
        }

        int rows() {
            return versions.size() + gone.size() + reactions.size();
        }
    }

    public Repair {
        events = Map.copyOf(events);
        periods = Map.copyOf(periods);
        edits = Set.copyOf(edits);
        reactions = Map.copyOf(reactions);
        searchable = Map.copyOf(searchable);
    }

    /** How many rows that is that were found to be wrong. */
    public int rows() {
        return events.size() + periods.size() + edits.size() + reactions.size() + searchable.size() + past.rows();
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
                case VERSION, REACTION -> {} // below
            }
        }
        Map<Reaction, ReactionChange> reactions = reactions(slice, stored, later);
        Past past = new Past(
                minus(Outdated.versions(slice, stored), stored.past().versions()),
                Outdated.gone(slice, stored, fates),
                minus(Outdated.reactions(slice, stored), stored.past().reactions()),
                outdatedBy(reactions, slice, later));
        return new Repair(events, periods, edits, reactions, searchable, past);
    }

    private static Map<Reaction, ReactionChange> reactions(Slice slice, Stored stored, Map<String, Slice> later) {
        Map<Reaction, ReactionChange> reactions = new HashMap<>();
        slice.reactions().forEach((reaction, told) -> {
            Slice since = later.get(reaction.target().conversationId());
            if (since != null && Comparison.isWrong(slice, stored, reaction)) {
                reactions.put(reaction, since.reactions().getOrDefault(reaction, told));
            }
        });
        return reactions;
    }

    /** Where a reaction is written that holds since after the slice, what held until then: nobody has missed that yet. */
    private static Set<PastReaction> outdatedBy(
            Map<Reaction, ReactionChange> written, Slice slice, Map<String, Slice> later) {
        Set<PastReaction> outdated = new HashSet<>();
        written.forEach((reaction, holds) -> {
            ReactionChange told = slice.reactions().get(reaction);
            Slice since = later.get(reaction.target().conversationId());
            if (told != null
                    && since != null
                    && !told.equals(holds)
                    && !Ids.isOfTwo(reaction.target().conversationId())) {
                outdated.add(new PastReaction(reaction, told));
                since.pastReactions().stream()
                        .filter(past -> past.reaction().equals(reaction))
                        .forEach(outdated::add);
            }
        });
        return outdated;
    }

    private static <T> Set<T> minus(Set<T> all, Set<T> there) {
        return all.stream().filter(one -> !there.contains(one)).collect(Collectors.toUnmodifiableSet());
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
