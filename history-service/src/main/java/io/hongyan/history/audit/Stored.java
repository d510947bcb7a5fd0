package io.hongyan.history.audit;

import io.hongyan.history.archive.ArchiveChanges.Membership;
import io.hongyan.history.archive.ArchiveChanges.Place;
import io.hongyan.history.archive.ArchiveChanges.Reaction;
import io.hongyan.history.archive.ArchiveChanges.ReactionChange;
import io.hongyan.history.archive.Period;
import io.hongyan.history.archive.Revision.Edit;
import io.hongyan.proto.events.v1.Event;
import java.util.Map;
import java.util.Set;

/**
 * What the archive holds of the things that a slice tells of.
 *
 * @param events by place; an empty event where the stored bytes are none
 * @param periods by membership
 * @param edits on record
 * @param reactions by who reacted to what, and how
 * @param unsearchable places of events that can be found by something else than they say as they are stored
 */
public record Stored(
        Map<Place, Event> events,
        Map<Membership, Period> periods,
        Set<Edit> edits,
        Map<Reaction, ReactionChange> reactions,
        Set<Place> unsearchable) {

    public Stored {
        events = Map.copyOf(events);
        periods = Map.copyOf(periods);
        edits = Set.copyOf(edits);
        reactions = Map.copyOf(reactions);
        unsearchable = Set.copyOf(unsearchable);
    }
}
