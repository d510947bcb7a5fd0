package io.hongyan.history.audit.kafka;

import io.hongyan.history.archive.ArchiveChanges.Place;
import io.hongyan.history.audit.Comparison;
import io.hongyan.history.audit.Divergence;
import io.hongyan.history.audit.Divergence.Kind;
import io.hongyan.history.audit.Fate;
import io.hongyan.history.audit.Repair;
import io.hongyan.history.audit.Slice;
import io.hongyan.history.audit.Stored;
import io.hongyan.history.audit.postgres.AuditStore.Rows;
import io.hongyan.proto.events.v1.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A look at the rows of a slice, and at as much beyond it as is needed to judge them: never more than a bounded part. */
final class Inspection {

    /** How many conversations are followed beyond the slice, and for how many events each. */
    private static final int FOLLOWED_MAX = 10;

    private static final int LATER_MAX = 1000;

    private final Slice slice;
    private final Rows rows;
    private final Stored stored;
    private final Map<Place, Fate> fates = new HashMap<>();
    private final Map<String, Later> followed = new HashMap<>();

    Inspection(Slice slice, Rows rows) {
        this.slice = slice;
        this.rows = rows;
        this.stored = rows.of(slice);
        Comparison.unsure(slice, stored).forEach(place -> fates.put(place, fate(place)));
    }

    /**
     * What the archive has of a conversation after the slice.
     *
     * @param told what that says
     * @param whole whether it is everything
     */
    private record Later(Slice told, boolean whole) {}

    List<Divergence> divergences() {
        return Comparison.of(slice, stored, fates);
    }

    Repair repair(List<Divergence> found) {
        Map<String, Slice> later = new HashMap<>();
        for (Divergence divergence : found) {
            if (divergence.kind() == Kind.PERIOD) {
                Later after = later(divergence.conversationId());
                if (after.whole()) {
                    later.put(divergence.conversationId(), after.told());
                }
            }
        }
        return Repair.of(slice, stored, found, fates, later);
    }

    private Fate fate(Place place) {
        Later later = later(place.conversationId());
        if (later.told().takenBack().contains(place)) {
            return Fate.TAKEN_BACK;
        }
        return later.whole() ? Fate.KEPT : Fate.UNKNOWN;
    }

    private Later later(String conversationId) {
        if (followed.size() >= FOLLOWED_MAX && !followed.containsKey(conversationId)) {
            return new Later(Slice.of(List.of()), false);
        }
        return followed.computeIfAbsent(conversationId, it -> {
            long last = slice.lastSeq(it);
            List<Event> events = rows.after(it, last, LATER_MAX);
            // Numbers are dense: where some are missing, so is what those events said.
            boolean dense = events.isEmpty() || events.getLast().getSeq() == last + events.size();
            return new Later(Slice.of(events), dense && events.size() < LATER_MAX);
        });
    }
}
