package io.hongyan.history.audit.kafka;

import io.hongyan.history.archive.ArchiveChanges.Place;
import io.hongyan.history.audit.Comparison;
import io.hongyan.history.audit.Divergence;
import io.hongyan.history.audit.Divergence.Kind;
import io.hongyan.history.audit.Fate;
import io.hongyan.history.audit.Later;
import io.hongyan.history.audit.Repair;
import io.hongyan.history.audit.Slice;
import io.hongyan.history.audit.Stored;
import io.hongyan.history.audit.postgres.AuditStore.Rows;
import io.hongyan.proto.events.v1.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    List<Divergence> divergences() {
        return Comparison.of(slice, stored, fates);
    }

    Repair repair(List<Divergence> found) {
        Map<String, Slice> later = new HashMap<>();
        for (Divergence divergence : found) {
            if (divergence.kind() == Kind.PERIOD || divergence.kind() == Kind.REACTION) {
                Later after = later(divergence.conversationId());
                if (after.whole()) {
                    later.put(divergence.conversationId(), after.told());
                }
            }
        }
        return Repair.of(slice, stored, found, fates, later);
    }

    private Fate fate(Place place) {
        Event told = event(place);
        if (told == null) {
            return new Fate.Unknown();
        }
        Later later = later(place.conversationId());
        return told.hasMessageEdited()
                ? later.ofEdit(
                        place,
                        told,
                        event(new Place(
                                place.conversationId(), told.getMessageEdited().getTargetSeq())))
                : later.ofMessage(place, told);
    }

    private @Nullable Event event(Place place) {
        return slice.shown().getOrDefault(place, stored.events().get(place));
    }

    private Later later(String conversationId) {
        if (followed.size() >= FOLLOWED_MAX && !followed.containsKey(conversationId)) {
            return Later.UNKNOWN;
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
