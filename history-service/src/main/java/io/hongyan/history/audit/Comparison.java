package io.hongyan.history.audit;

import io.hongyan.history.archive.ArchiveChanges;
import io.hongyan.history.archive.ArchiveChanges.Place;
import io.hongyan.history.audit.Divergence.Kind;
import io.hongyan.proto.events.v1.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds where the archive differs from a slice of the log, given that it has applied the whole slice, and perhaps more. */
public final class Comparison {

    private Comparison() {}

    /** The places of which it matters whether they were taken back after the slice: those not stored as the slice has them. */
    public static List<Place> unsure(Slice slice, Stored stored) {
        return slice.shown().entrySet().stream()
                .filter(shown -> !slice.takenBack().contains(shown.getKey()))
                .filter(shown -> !shown.getValue().equals(stored.events().get(shown.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * The differences.
     *
     * @param fates of the places that are {@link #unsure}; unknown where missing
     */
    public static List<Divergence> of(Slice slice, Stored stored, Map<Place, Fate> fates) {
        List<Divergence> found = new ArrayList<>();
        slice.shown().forEach((place, told) -> {
            Event kept = stored.events().get(place);
            if (kept == null) {
                found.add(at(place, Kind.MISSING));
            } else if (slice.takenBack().contains(place)) {
                compareTakenBack(place, told, kept, found);
            } else if (!kept.equals(told) && !isFine(told, kept, fates.getOrDefault(place, Fate.UNKNOWN))) {
                found.add(at(place, Kind.DIFFERENT));
            }
        });
        for (Place place : slice.takenBack()) {
            Event kept = stored.events().get(place);
            boolean before = !slice.shown().containsKey(place); // if it is not stored, its own slice will tell
            if (before && kept != null && !kept.equals(ArchiveChanges.withoutContent(kept))) {
                found.add(at(place, Kind.RECALLED));
            }
        }
        slice.attendances().forEach((membership, attendance) -> {
            long last = slice.lastSeq(membership.conversationId());
            if (!attendance.allows(stored.periods().get(membership), last)) {
                found.add(new Divergence(Kind.PERIOD, membership.conversationId(), 0, membership.userId()));
            }
        });
        return List.copyOf(found);
    }

    private static void compareTakenBack(Place place, Event told, Event kept, List<Divergence> found) {
        if (!kept.equals(ArchiveChanges.withoutContent(told))) {
            found.add(at(place, kept.equals(told) ? Kind.RECALLED : Kind.DIFFERENT));
        }
    }

    /** Without its content it may have been taken back later; what cannot be known is not called wrong. */
    private static boolean isFine(Event told, Event kept, Fate fate) {
        return fate != Fate.KEPT && kept.equals(ArchiveChanges.withoutContent(told));
    }

    private static Divergence at(Place place, Kind kind) {
        return new Divergence(kind, place.conversationId(), place.seq(), "");
    }
}
