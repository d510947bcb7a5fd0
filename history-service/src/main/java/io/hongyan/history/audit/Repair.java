package io.hongyan.history.audit;

import io.hongyan.history.archive.ArchiveChanges.Membership;
import io.hongyan.history.archive.ArchiveChanges.Place;
import io.hongyan.history.archive.Period;
import io.hongyan.proto.events.v1.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows to be written where the archive differs from the log.
 *
 * @param events by place, as the archive keeps them
 * @param periods by membership
 */
public record Repair(Map<Place, Event> events, Map<Membership, Period> periods) {

    public Repair {
        events = Map.copyOf(events);
        periods = Map.copyOf(periods);
    }

    /**
     * How to make good what was found. What cannot be known without reading much of the log is left out.
     *
     * @param fates of the places that are {@link Comparison#unsure}
     * @param later for the conversations with a wrong period, everything that came after what the slice tells of it;
     *     missing where that is too much
     */
    public static Repair of(
            Slice slice, Stored stored, List<Divergence> found, Map<Place, Fate> fates, Map<String, Slice> later) {
        Map<Place, Event> events = new HashMap<>();
        Map<Membership, Period> periods = new HashMap<>();
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
            }
        }
        return new Repair(events, periods);
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
