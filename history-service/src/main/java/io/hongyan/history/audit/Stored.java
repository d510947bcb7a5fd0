package io.hongyan.history.audit;

import io.hongyan.history.archive.ArchiveChanges.Membership;
import io.hongyan.history.archive.ArchiveChanges.Place;
import io.hongyan.history.archive.Period;
import io.hongyan.proto.events.v1.Event;
import java.util.Map;

/**
 * What the archive holds of the things that a slice tells of.
 *
 * @param events by place; an empty event where the stored bytes are none
 * @param periods by membership
 */
public record Stored(Map<Place, Event> events, Map<Membership, Period> periods) {

    public Stored {
        events = Map.copyOf(events);
        periods = Map.copyOf(periods);
    }
}
