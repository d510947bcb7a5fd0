package io.hongyan.push.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.events.v1.Event;
import io.hongyan.push.testing.Talk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ChangesPropertyTest {

    /** Cut into batches in whatever way, and read again from wherever: the same audience, and each message once. */
    @Property
    void replayChangesNothing(
            @ForAll @Size(max = 30) List<@IntRange(max = 9) Integer> script,
            @ForAll @Size(max = 12) List<@IntRange(max = 40) Integer> cuts) {
        List<Event> history = history(script);
        var once = new Audience();
        once.apply(history);

        var replayed = new Audience();
        int reached = 0;
        for (int cut : cuts) {
            int from = Math.min(cut, reached); // a crash sends the consumer back, never forward
            int to = Math.min(from + 5, history.size());
            replayed.apply(history.subList(from, to));
            reached = Math.max(reached, to);
        }
        replayed.apply(history.subList(Math.min(reached, history.size()), history.size()));

        assertThat(replayed).isEqualTo(once);
    }

    /** However the log is cut into batches, by polls or by a rebuild: the same rows. */
    @Property
    void batchesDoNotMatter(
            @ForAll @Size(max = 40) List<@IntRange(max = 9) Integer> script,
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 5) Integer> sizes) {
        List<Event> history = history(script);
        var whole = new Audience();
        whole.apply(history);

        var inPieces = new Audience();
        int from = 0;
        for (int size : sizes) {
            int to = Math.min(from + size, history.size());
            inPieces.apply(history.subList(from, to));
            from = to;
        }
        inPieces.apply(history.subList(from, history.size()));

        assertThat(inPieces).isEqualTo(whole);
    }

    private static List<Event> history(List<Integer> script) {
        var group = Talk.group("a");
        List<Event> history = new ArrayList<>();
        history.add(group.created("Group", "alice", "bob", "carol"));
        for (int i = 0; i < script.size(); i++) {
            String who = List.of("alice", "bob", "carol").get(i % 3);
            history.add(
                    switch (script.get(i)) {
                        case 0 -> group.says(who, "text " + i);
                        case 1 -> group.removes("alice", who);
                        case 2 -> group.adds("alice", who);
                        case 3 -> group.leaves(who);
                        case 4 -> group.mutes(who, i % 2 == 0);
                        case 5 -> group.reads(who, i);
                        case 6 -> group.confirms(who, i, true);
                        case 7 -> group.recalls(who, i);
                        case 8 -> group.edits(who, i / 2 + 1, "edit " + i);
                        default -> group.whispers(who, "psst");
                    });
        }
        return history;
    }

    /** What the tables would hold. */
    private static final class Audience {

        private final Map<String, Long> applied = new HashMap<>();
        private final Map<MemberId, Membership> memberships = new HashMap<>();
        private final Map<MemberId, Boolean> mutes = new HashMap<>();
        private final Map<MemberId, Cursors> cursors = new HashMap<>();
        private final List<Long> alerted = new ArrayList<>();
        private final Set<Recall> recalls = new HashSet<>();
        private final Map<Long, String> edits = new HashMap<>();

        void apply(List<Event> events) {
            var changes = Changes.of(
                    events.stream().map(event -> new Incoming(event, null)).toList(), applied, Instant.EPOCH);
            applied.putAll(changes.revisions());
            changes.memberships()
                    .forEach((member, to) -> memberships.merge(member, to, (before, now) -> now.after(before)));
            mutes.putAll(changes.mutes());
            changes.cursors().forEach((member, to) -> cursors.merge(member, to, Cursors::and));
            changes.messages().forEach(message -> alerted.add(message.seq()));
            recalls.addAll(changes.recalls());
            changes.edits().forEach(edit -> edits.put(edit.seq(), edit.body()));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Audience that && facts().equals(that.facts());
        }

        @Override
        public int hashCode() {
            return facts().hashCode();
        }

        @Override
        public String toString() {
            return facts().toString();
        }

        private List<Object> facts() {
            return List.of(applied, memberships, mutes, cursors, alerted, recalls, edits);
        }
    }
}
