package io.hongyan.push.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.events.v1.Event;
import io.hongyan.push.testing.Talk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChangesTest {

    private static final Instant NOW = Instant.ofEpochMilli(1_800_000_000_000L);
    private static final Instant OLDEST = NOW.minus(Duration.ofDays(7));
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void theFirstMessageOfTwoMakesBothMembers() {
        var talk = Talk.between("bob", "alice");

        var changes = changes(talk.says("alice", "hello\u0000 there", NOW));

        assertThat(changes.memberships())
                .isEqualTo(Map.of(
                        new MemberId("d:alice:bob", "alice"), new Membership(true, 1),
                        new MemberId("d:alice:bob", "bob"), new Membership(true, 1)));
        assertThat(changes.messages())
                .containsExactly(
                        new Alertable("d:alice:bob", 1, 1, "alice", "hello there", List.of(), false, NOW, TRACE));
        assertThat(changes.revisions()).isEqualTo(Map.of("d:alice:bob", 1L));
    }

    @Test
    void theLastWordCounts() {
        var group = Talk.group("a");

        var changes = changes(
                group.created("First", "alice", "bob", "carol"),
                group.removes("alice", "bob"),
                group.adds("alice", "bob"),
                group.leaves("carol"),
                group.mutes("bob", true),
                group.mutes("bob", false),
                group.reads("bob", 3),
                group.confirms("bob", 4, true),
                group.confirms("alice", 4, false));

        assertThat(changes.memberships())
                .isEqualTo(Map.of(
                        new MemberId(group.id(), "alice"), new Membership(true, 1),
                        new MemberId(group.id(), "bob"), new Membership(true, 3),
                        new MemberId(group.id(), "carol"), new Membership(false, 1)));
        assertThat(changes.mutes()).isEqualTo(Map.of(new MemberId(group.id(), "bob"), false));
        assertThat(changes.cursors()).isEqualTo(Map.of(new MemberId(group.id(), "bob"), new Cursors(3, 4)));
        assertThat(changes.names()).isEqualTo(Map.of(group.id(), "First"));
    }

    /** Leaving once wrote the seq of leaving if joining was in the same batch, and left it alone otherwise. */
    @Test
    void leavingDoesNotSaySinceWhenSomebodyWasThere() {
        var group = Talk.group("a");
        Event created = group.created("Group", "alice", "bob");
        Event removed = group.removes("alice", "bob");
        var bob = new MemberId(group.id(), "bob");

        var alone = Changes.of(incoming(Stream.of(removed)), Map.of(group.id(), 1L), OLDEST);
        var together = changes(created, removed);

        assertThat(alone.memberships()).isEqualTo(Map.of(bob, new Membership(false, 0)));
        assertThat(together.memberships()).containsEntry(bob, new Membership(false, 1));
    }

    @Test
    void whatWasAppliedBeforeIsPassedOver() {
        var talk = Talk.between("alice", "bob");
        var events = List.of(talk.says("alice", "one", NOW), talk.says("bob", "two", NOW), talk.recalls("alice", 1));

        var changes = Changes.of(incoming(events.stream()), Map.of(talk.id(), 2L), OLDEST);

        assertThat(changes.messages()).isEmpty();
        assertThat(changes.memberships()).isEmpty();
        assertThat(changes.recalls())
                .containsExactly(new Recall(
                        talk.id(), 1, 3, Instant.ofEpochMilli(events.getLast().getTimeMs())));
        assertThat(changes.revisions()).isEqualTo(Map.of(talk.id(), 3L));
    }

    @Test
    void theLastEditOfAMessageCountsAndAReactionIsNoNews() {
        var talk = Talk.between("alice", "bob");

        var changes = changes(
                now(talk.says("alice", "one")),
                talk.edits("alice", 1, "two"),
                talk.reacts("bob", 1, "👍"),
                talk.edits("alice", 1, "three\u0000"));

        assertThat(changes.messages()).hasSize(1);
        assertThat(changes.edits()).containsExactly(new Edit(talk.id(), 1, "three"));
        assertThat(changes.revisions()).isEqualTo(Map.of(talk.id(), 4L));
    }

    @Test
    void silentAndVeryOldMessagesAlertNobody() {
        var talk = Talk.between("alice", "bob");

        var changes = changes(talk.whispers("alice", "psst"), talk.says("alice", "old", OLDEST.minusMillis(1)));

        assertThat(changes.messages()).isEmpty();
        assertThat(changes.forgotten()).isEqualTo(1);
    }

    @Test
    void whoIsMentionedIsToldWithTheMessage() {
        var group = Talk.group("a");

        var changes = changes(now(group.mentions("alice", "look", "bob", "no user,at all")));

        assertThat(changes.messages()).singleElement().satisfies(message -> {
            assertThat(message.mentions()).containsExactly("bob");
            assertThat(message.mentionsEveryone()).isFalse();
        });
    }

    @Test
    void whereAUserHasReadToIsTheLastPlaceAndTheDeviceThere() {
        var talk = Talk.between("alice", "bob");
        var first = now(talk.reads("bob", "phone", 1));
        var last = now(talk.reads("bob", "laptop", 2));

        assertThat(changes(first, last).readings())
                .containsExactly(new Reading(new MemberId(talk.id(), "bob"), "laptop", 2, 2, NOW));
    }

    @Test
    void whatANewerSequencerTellsIsPassedOverButCounted() {
        var unknown = Event.newBuilder()
                .setConversationId("d:alice:bob")
                .setRevision(5)
                .build();

        assertThat(changes(unknown).revisions()).isEqualTo(Map.of("d:alice:bob", 5L));
    }

    private static Event now(Event event) {
        return event.toBuilder().setTimeMs(NOW.toEpochMilli()).build();
    }

    private static Changes changes(Event... events) {
        return Changes.of(incoming(Stream.of(events)), Map.of(), OLDEST);
    }

    private static List<Incoming> incoming(Stream<Event> events) {
        return events.map(event -> new Incoming(event, TRACE)).toList();
    }
}
