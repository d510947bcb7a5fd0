package io.hongyan.history.audit;

import io.hongyan.history.archive.ArchiveChanges.Membership;
import io.hongyan.history.archive.ArchiveChanges.PastReaction;
import io.hongyan.history.archive.ArchiveChanges.Place;
import io.hongyan.history.archive.ArchiveChanges.Reaction;
import io.hongyan.history.archive.ArchiveChanges.ReactionChange;
import io.hongyan.history.archive.Keeping;
import io.hongyan.history.archive.Period;
import io.hongyan.history.archive.Revision.Edit;
import io.hongyan.history.archive.Revision.Version;
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
 * @param past what is no longer so
 */
public record Stored(
        Map<Place, Event> events,
        Map<Membership, Period> periods,
        Set<Edit> edits,
        Map<Reaction, ReactionChange> reactions,
        Set<Place> unsearchable,
        Past past) {

    /**
     * What is no longer so.
     *
     * @param keeping of which messages versions are to be stored
     * @param versions of the messages
     * @param reactions that are among those the slice tells of
     */
    public record Past(Keeping keeping, Set<Version> versions, Set<PastReaction> reactions) {

        public Past {
            versions = Set.copyOf(versions);
            reactions = Set.copyOf(reactions);
        }
    }

    public Stored {
        events = Map.copyOf(events);
        periods = Map.copyOf(periods);
        edits = Set.copyOf(edits);
        reactions = Map.copyOf(reactions);
        unsearchable = Set.copyOf(unsearchable);
    }
}
