package io.hongyan.message.unread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongyan.proto.conversations.v1.Conversation;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.ReadMoved;
import io.hongyan.proto.events.v1.Role;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ProjectionTest {

    private final RowsInMemory rows = new RowsInMemory();

    @Test
    void aMissingEventStopsEverythingAndChangesNothing() {
        Story story = Story.ofTwo("ann", "ben").send("ann").send("ann").send("ann");
        rows.apply(story.events().subList(0, 1));

        assertThatThrownBy(() -> rows.apply(story.events().subList(2, 3)))
                .isInstanceOf(RevisionGapException.class)
                .hasMessageContaining("revision 1")
                .hasMessageContaining("revision 3");

        assertThat(rows.of("ben").getFirst().getUnread()).isEqualTo(1);
    }

    @Test
    void aConversationThatDoesNotBeginAtItsBeginningIsRefused() {
        Story story = Story.ofTwo("ann", "ben").send("ann").send("ann");

        assertThatThrownBy(() -> rows.apply(story.events().subList(1, 2))).isInstanceOf(RevisionGapException.class);
    }

    @Test
    void anEventThatComesAgainIsCountedAsReplayed() {
        Story story = Story.ofTwo("ann", "ben").send("ann").send("ann");
        rows.apply(story.events());

        Changes again = rows.apply(story.events());

        assertThat(again).isEqualTo(new Changes(List.of(), List.of(), List.of(), List.of(), List.of(), 2));
    }

    @Test
    void whoComesBackSeesFromTheLastJoiningOnAndKeepsCursorAndMute() {
        Story story = Story.ofGroup('a', "ann", "ben")
                .send("ann")
                .read("ben", 2)
                .mute("ben", true)
                .leave("ben")
                .send("ann")
                .add("ann", "ben")
                .send("ann");

        rows.apply(story.events());

        assertThat(rows.of("ben"))
                .containsExactly(Conversation.newBuilder()
                        .setConversationId(story.id())
                        .setName("group a")
                        .setHeadSeq(6)
                        .setFirstSeq(5)
                        .setReadSeq(2)
                        .setUnread(1)
                        .setMuted(true)
                        .setRole(Role.ROLE_MEMBER)
                        .setMemberCount(2)
                        .setLastEvent(story.last())
                        .build());
    }

    @Test
    void whoReadKeepsTheRecordThatMovedTheCursorLast() {
        Story story = Story.ofTwo("ann", "ben").send("ann").send("ann").send("ann");
        Event forward = story.read("ben", 2).last();
        Event behind = story.delivered("ben", 3).last().toBuilder()
                .setRevision(6)
                .setReadMoved(ReadMoved.newBuilder().setSeq(1))
                .build();

        rows.apply(story.events());
        rows.apply(List.of(behind));

        Membership ben = Objects.requireNonNull(rows.membership("d:ann:ben", "ben"));
        assertThat(ben.readSeq()).isEqualTo(2);
        assertThat(ben.moved()).isEqualTo(new CursorMove(0, 4, forward.toByteString()));
        assertThat(Objects.requireNonNull(rows.membership("d:ann:ben", "ann")).moved())
                .isNull();
    }

    @Test
    void whatWasOnlyEverBlockedIsNotListed() {
        rows.apply(Story.ofTwo("ann", "ben").block("ann", true).events());

        assertThat(rows.of("ann")).isEmpty();
    }

    /** A kind that a newer release writes: a number is all this release can show of it. */
    @Test
    void anUnknownKindMovesTheHeadAndCountsNothing() {
        Story story = Story.ofTwo("ann", "ben").send("ann").send("ann");
        Event unknown = story.last().toBuilder().clearMessageSent().setCseq(1).build();

        rows.apply(List.of(story.events().getFirst(), unknown));

        Conversation seen = rows.of("ben").getFirst();
        assertThat(seen.getHeadSeq()).isEqualTo(2);
        assertThat(seen.getUnread()).isEqualTo(1);
    }
}
