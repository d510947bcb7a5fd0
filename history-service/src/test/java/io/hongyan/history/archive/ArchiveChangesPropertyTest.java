package io.hongyan.history.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.history.archive.ArchiveChanges.PastReaction;
import io.hongyan.history.archive.ArchiveChanges.Place;
import io.hongyan.history.archive.ArchiveChanges.Reaction;
import io.hongyan.history.archive.ArchiveChanges.ReactionChange;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Event;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What a log comes to, however it is cut and from wherever it is read again. */
class ArchiveChangesPropertyTest {

    private static final String GROUP = "g:p";

    /** The tables as the statements treat them. */
    private static final class Tables {

        private final Map<Place, Event> events = new HashMap<>();
        private final Set<Revision.Edit> edits = new HashSet<>();
        private final Map<Reaction, ReactionChange> reactions = new HashMap<>();
        private final Set<Revision.Version> versions = new HashSet<>();
        private final Set<PastReaction> pastReactions = new HashSet<>();

        void apply(List<Event> batch) {
            ArchiveChanges changes = ArchiveChanges.of(batch);
            Map<Place, Event> stored = new HashMap<>();
            for (Place target : changes.targets()) {
                find(target, stored);
                edits.stream()
                        .filter(edit -> edit.target().equals(target))
                        .mapToLong(Revision.Edit::seq)
                        .max()
                        .ifPresent(seq -> find(new Place(target.conversationId(), seq), stored));
            }
            Revision revision = changes.revised(stored);
            assertThat(revision.replaced().keySet()).isSubsetOf(stored.keySet());
            revision.added().forEach(events::putIfAbsent);
            events.putAll(revision.replaced());
            edits.addAll(revision.edits());
            versions.addAll(revision.versions());
            versions.removeIf(version -> revision.gone().contains(version.target()));
            changes.reactions().forEach((reaction, change) -> {
                ReactionChange kept = reactions.get(reaction);
                if (kept != null && kept.seq() < change.seq()) {
                    pastReactions.add(new PastReaction(reaction, kept));
                }
            });
            pastReactions.addAll(changes.pastReactions());
            changes.reactions()
                    .forEach((reaction, change) ->
                            reactions.merge(reaction, change, (kept, now) -> now.seq() > kept.seq() ? now : kept));
        }

        private void find(Place place, Map<Place, Event> found) {
            Event event = events.get(place);
            if (event != null) {
                found.put(place, event);
            }
        }
    }

    @Property(tries = 300)
    void messagesSayWhatTheySayNowHoweverTheLogIsCut(@ForAll long seed, @ForAll long cuts) {
        History history = History.random(GROUP, seed, 60);
        var tables = new Tables();

        history.batches(cuts).forEach(tables::apply);

        assertThat(tables.events).containsExactlyInAnyOrderEntriesOf(now(history));
        assertThat(said(tables.versions)).containsExactlyInAnyOrderEntriesOf(history.versions());
    }

    /** Every word on a reaction is the last one, or kept. */
    @Property(tries = 300)
    void noWordOnAReactionIsLostHoweverTheLogIsCut(@ForAll long seed, @ForAll long cuts) {
        History history = History.random(GROUP, seed, 60);
        var tables = new Tables();

        history.batches(cuts).forEach(tables::apply);

        Set<Long> known = new HashSet<>();
        tables.reactions.values().forEach(change -> known.add(change.seq()));
        tables.pastReactions.forEach(past -> known.add(past.change().seq()));
        assertThat(known)
                .isEqualTo(history.log().stream()
                        .filter(Event::hasReactionChanged)
                        .map(Event::getSeq)
                        .collect(Collectors.toSet()));
        assertThat(tables.reactions.size() + tables.pastReactions.size()).isEqualTo(known.size());
    }

    @Property(tries = 300)
    void whatIsReadAgainChangesNothing(
            @ForAll long seed,
            @ForAll long cuts,
            @ForAll @IntRange(min = 0, max = 60) int until,
            @ForAll @IntRange(min = 0, max = 60) int from) {
        History history = History.random(GROUP, seed, 60);
        List<Event> log = history.log();
        var once = new Tables();
        once.apply(log);
        var again = new Tables();

        again.apply(log.subList(0, Math.min(until, log.size())));
        history.batches(cuts).forEach(again::apply);
        again.apply(log.subList(Math.min(from, log.size()), log.size()));

        assertThat(again.events).containsExactlyInAnyOrderEntriesOf(once.events);
        assertThat(again.edits).isEqualTo(once.edits);
        assertThat(again.reactions).containsExactlyInAnyOrderEntriesOf(once.reactions);
        assertThat(again.versions).isEqualTo(once.versions);
        assertThat(again.pastReactions).isEqualTo(once.pastReactions);
        assertThat(again.events).containsExactlyInAnyOrderEntriesOf(now(history));
    }

    private static Map<Place, Content> said(Set<Revision.Version> versions) {
        return versions.stream()
                .collect(Collectors.toMap(
                        version -> new Place(version.target().conversationId(), version.seq()),
                        Revision.Version::content));
    }

    private static Map<Place, Event> now(History history) {
        Map<Place, Event> now = new HashMap<>();
        history.shown().forEach(event -> now.put(new Place(GROUP, event.getSeq()), event));
        return now;
    }
}
