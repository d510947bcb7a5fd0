package io.hongyan.history.audit;

import io.hongyan.history.archive.ArchiveChanges.Place;
import io.hongyan.history.archive.ArchiveChanges.Reaction;
import io.hongyan.history.archive.ArchiveChanges.ReactionChange;
import io.hongyan.history.archive.Contents;
import io.hongyan.history.audit.Divergence.Kind;
import io.hongyan.proto.events.v1.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds where the archive differs from a slice of the log, given that it has applied the whole slice, and perhaps more. */
public final class Comparison {

    private Comparison() {}

    /** The places of which it matters what became of them after the slice: those that are not stored as the slice has them. */
    public static List<Place> unsure(Slice slice, Stored stored) {
        List<Place> unsure = new ArrayList<>();
        slice.shown().forEach((place, told) -> {
            if (Contents.isThere(told) && !told.equals(stored.events().get(place))) {
                unsure.add(place);
            }
        });
        for (Place place : slice.edited()) {
            Event told = before(slice, stored, place);
            if (told != null
                    && Contents.isThere(told)
                    && !told.equals(stored.events().get(place))) {
                unsure.add(place);
            }
        }
        return List.copyOf(unsure);
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
            } else if (!kept.equals(told)) {
                Event right = right(slice, stored, place, fates.getOrDefault(place, new Fate.Unknown()));
                if (right == null ? !mayBe(told, kept) : !kept.equals(right)) {
                    found.add(at(place, kind(slice, place, kept, right)));
                }
            }
        });
        stored.events().forEach((place, kept) -> {
            if (!slice.shown().containsKey(place)) { // of what is not stored, its own slice will tell
                Event right = right(slice, stored, place, fates.getOrDefault(place, new Fate.Unknown()));
                if (right != null && !kept.equals(right)) {
                    found.add(at(place, kind(slice, place, kept, right)));
                }
            }
        });
        Set<Place> wrong = found.stream()
                .map(it -> new Place(it.conversationId(), it.seq()))
                .collect(Collectors.toUnmodifiableSet());
        stored.unsearchable().stream()
                .filter(place -> !wrong.contains(place)) // what an event should not say, it need not be found by
                .forEach(place -> found.add(at(place, Kind.SEARCH)));
        slice.attendances().forEach((membership, attendance) -> {
            long last = slice.lastSeq(membership.conversationId());
            if (!attendance.allows(stored.periods().get(membership), last)) {
                found.add(new Divergence(Kind.PERIOD, membership.conversationId(), 0, membership.userId()));
            }
        });
        compareEdits(slice, stored, found);
        slice.reactions().forEach((reaction, told) -> {
            if (isWrong(slice, stored, reaction)) {
                String conversation = reaction.target().conversationId();
                found.add(new Divergence(Kind.REACTION, conversation, told.seq(), reaction.userId()));
            }
        });
        comparePast(slice, stored, fates, found);
        return List.copyOf(found);
    }

    /** Whether a reaction is not stored as the slice tells, and was not changed later. */
    static boolean isWrong(Slice slice, Stored stored, Reaction reaction) {
        ReactionChange kept = stored.reactions().get(reaction);
        boolean changedLater =
                kept != null && kept.seq() > slice.lastSeq(reaction.target().conversationId());
        return !changedLater && !Objects.equals(slice.reactions().get(reaction), kept);
    }

    private static void comparePast(Slice slice, Stored stored, Map<Place, Fate> fates, List<Divergence> found) {
        Outdated.versions(slice, stored).stream()
                .filter(version -> !stored.past().versions().contains(version))
                .forEach(version ->
                        found.add(at(new Place(version.target().conversationId(), version.seq()), Kind.VERSION)));
        Outdated.gone(slice, stored, fates).forEach(place -> found.add(at(place, Kind.VERSION)));
        Outdated.reactions(slice, stored).stream()
                .filter(past -> !stored.past().reactions().contains(past))
                .forEach(past -> found.add(new Divergence(
                        Kind.REACTION,
                        past.reaction().target().conversationId(),
                        past.change().seq(),
                        past.reaction().userId())));
    }

    /** Only of messages that are known, and of the right sender, are they on record. */
    private static void compareEdits(Slice slice, Stored stored, List<Divergence> found) {
        for (Place place : slice.edited()) {
            Event message = slice.shown().getOrDefault(place, stored.events().get(place));
            if (message != null) {
                slice.edits(place, message).stream()
                        .filter(edit -> !stored.edits().contains(edit))
                        .forEach(edit -> found.add(at(new Place(place.conversationId(), edit.seq()), Kind.EDIT)));
            }
        }
    }

    /** What is to be stored at a place; null if that is not known, or not to be told by this slice. */
    static @Nullable Event right(Slice slice, Stored stored, Place place, Fate fate) {
        Event told = slice.shown().containsKey(place) ? slice.shown().get(place) : before(slice, stored, place);
        if (told == null || !Contents.isThere(told)) {
            return told;
        }
        return switch (fate) {
            case Fate.Gone gone -> Contents.without(told);
            case Fate.Replaced replaced -> told.hasMessageSent() ? Contents.with(told, replaced.content()) : null;
            case Fate.Kept kept -> told;
            case Fate.Unknown unknown -> null; // never bring back what may have been taken back
        };
    }

    /** What the slice makes of an event from before it; null if it tells nothing of it. */
    private static @Nullable Event before(Slice slice, Stored stored, Place place) {
        Event kept = stored.events().get(place);
        if (kept == null || slice.shown().containsKey(place) || !Contents.isThere(kept)) {
            return null; // since when it has been silent, the slice cannot tell
        }
        if (slice.isTakenBack(place, kept)) {
            return Contents.without(kept);
        }
        if (kept.getSeq() != place.seq()) {
            return null; // another event: its own slice will tell
        }
        String sender = kept.getActor().getUserId();
        if (kept.hasMessageEdited()) {
            var message =
                    new Place(place.conversationId(), kept.getMessageEdited().getTargetSeq());
            Event newer = slice.lastEdit(message, sender);
            return newer != null && newer.getSeq() > place.seq() ? Contents.without(kept) : null;
        }
        Event edit = slice.lastEdit(place, sender);
        return edit != null && Contents.isThere(edit)
                ? Contents.with(kept, edit.getMessageEdited().getContent())
                : null;
    }

    /** Whether an event may have become of another; what cannot be known is not called wrong. */
    private static boolean mayBe(Event told, Event kept) {
        return Contents.without(kept).equals(Contents.without(told))
                && (kept.hasMessageSent() || !Contents.isThere(kept)); // an edit says the same for ever, or nothing
    }

    private static Kind kind(Slice slice, Place place, Event kept, @Nullable Event right) {
        boolean isOnlyTooMuch = right != null && Contents.without(kept).equals(right);
        return isOnlyTooMuch && slice.isTakenBack(place, kept) ? Kind.RECALLED : Kind.DIFFERENT;
    }

    private static Divergence at(Place place, Kind kind) {
        return new Divergence(kind, place.conversationId(), place.seq(), "");
    }
}
