package io.hongyan.history.audit;

import io.hongyan.history.archive.ArchiveChanges.PastReaction;
import io.hongyan.history.archive.ArchiveChanges.Place;
import io.hongyan.history.archive.ArchiveChanges.ReactionChange;
import io.hongyan.history.archive.Ids;
import io.hongyan.history.archive.Keeping;
import io.hongyan.history.archive.Revision.Edit;
import io.hongyan.history.archive.Revision.Version;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Event;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is to be stored of what is no longer so, as far as a slice tells. */
final class Outdated {

    private Outdated() {}

    /** What messages of the slice, and edits of it, said until later edits: none of messages that say nothing any longer. */
    static Set<Version> versions(Slice slice, Stored stored) {
        Map<Place, SortedSet<Long>> onRecord = new HashMap<>();
        stored.edits()
                .forEach(edit -> onRecord.computeIfAbsent(edit.target(), absent -> new TreeSet<>())
                        .add(edit.seq()));
        Set<Version> versions = new HashSet<>();
        for (Place place : slice.messages()) {
            Event kept = stored.events().get(place);
            Event message = slice.shown().getOrDefault(place, kept);
            if (kept != null
                    && message != null
                    && kept.getMessageSent().hasContent()
                    && message.hasMessageSent()
                    && !slice.takenBack().contains(place)
                    && stored.past().keeping().isIn(place.conversationId())) {
                SortedSet<Long> edits = new TreeSet<>(onRecord.getOrDefault(place, new TreeSet<>()));
                slice.edits(place, message).stream().map(Edit::seq).forEach(edits::add);
                add(versions, slice, place, edits);
            }
        }
        return versions;
    }

    private static void add(Set<Version> versions, Slice slice, Place place, SortedSet<Long> edits) {
        if (edits.isEmpty()) {
            return;
        }
        long earlier = 0;
        for (long since : Stream.concat(Stream.of(place.seq()), edits.stream()).toList()) {
            Content said = slice.said(new Place(place.conversationId(), since));
            if (said != null && edits.last() > since && earlier < Keeping.VERSIONS_MAX) {
                versions.add(new Version(place, since, said));
            }
            earlier++;
        }
    }

    /** Messages of which versions are stored, and that were taken back. */
    static Set<Place> gone(Slice slice, Stored stored, Map<Place, Fate> fates) {
        return stored.past().versions().stream()
                .map(Version::target)
                .filter(place -> {
                    Event message =
                            slice.shown().getOrDefault(place, stored.events().get(place));
                    return message != null
                            && message.hasMessageSent()
                            && (slice.takenBack().contains(place) || fates.get(place) instanceof Fate.Gone);
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Words on reactions that later ones took the place of, in the slice or after it. */
    static Set<PastReaction> reactions(Slice slice, Stored stored) {
        Set<PastReaction> past = new HashSet<>(slice.pastReactions());
        slice.reactions().forEach((reaction, told) -> {
            ReactionChange kept = stored.reactions().get(reaction);
            String conversation = reaction.target().conversationId();
            if (kept != null && kept.seq() > slice.lastSeq(conversation) && !Ids.isOfTwo(conversation)) {
                past.add(new PastReaction(reaction, told));
            }
        });
        return past;
    }
}
