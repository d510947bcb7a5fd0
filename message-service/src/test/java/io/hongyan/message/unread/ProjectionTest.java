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

        assertThat(again).isEqualTo(new Changes(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 2));
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
                        .setOwnVersion(2)
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

    @Test
    void aMessageBringsItOutOfTheArchiveWhoeverSentItAndASilentOneDoesNot() {
        Story story = Story.ofTwo("ann", "ben").send("ann").archive("ann", true).archive("ben", true);

        assertThat(archived(story, "ann")).isEqualTo(1);
        assertThat(archived(story.sendSilent("ann"), "ben")).isEqualTo(1);
        assertThat(archived(story.send("ben"), "ann")).isZero();
        assertThat(archived(story, "ben")).isZero();
        assertThat(archived(story.recall("ben", story.head()), "ann")).isZero();
    }

    /** What came before muting has brought it out; what comes while it is muted does not, and not when it is unmuted either. */
    @Test
    void whatIsMutedStaysInTheArchive() {
        Story before = Story.ofTwo("ann", "ben")
                .send("ann")
                .archive("ben", true)
                .send("ann")
                .mute("ben", true);
        Story during = Story.ofTwo("ann", "ben")
                .send("ann")
                .mute("ben", true)
                .archive("ben", true)
                .send("ann");

        assertThat(archived(before, "ben")).isZero();
        assertThat(archived(during, "ben")).isEqualTo(1);
        assertThat(archived(during.mute("ben", false), "ben")).isEqualTo(2);
        assertThat(archived(during.send("ann"), "ben")).isZero();
    }

    @Test
    void whoLeavesKeepsItInTheArchiveAndWhoComesBackDoesNot() {
        Story story = Story.ofGroup('a', "ann", "ben")
                .send("ann")
                .archive("ben", true)
                .mark("ben", true)
                .pin("ben", true)
                .leave("ben")
                .send("ann");

        Conversation left = seen(story, "ben");
        Conversation back = seen(story.add("ann", "ben"), "ben");

        assertThat(left.getArchivedSeq()).isEqualTo(2);
        assertThat(left.getMarkedUnread()).isFalse();
        assertThat(left.getPinnedMs()).isPositive();
        assertThat(left.getUnread()).isZero();
        assertThat(back.getArchivedSeq()).isZero();
        assertThat(back.getPinnedMs()).isEqualTo(left.getPinnedMs());
    }

    @Test
    void aMarkCountsNothingAndReadingTakesItAway() {
        Story story =
                Story.ofTwo("ann", "ben").send("ann").read("ben", 1).send("ann").mark("ben", true);

        assertThat(seen(story, "ben").getMarkedUnread()).isTrue();
        assertThat(seen(story, "ben").getUnread()).isEqualTo(1);
        assertThat(seen(story.read("ben", 2), "ben").getMarkedUnread()).isFalse();
        assertThat(seen(story, "ben").getOwnVersion()).isEqualTo(3);
    }

    @Test
    void mentionsAreOfMessagesAsTheyWereFirstSentToOthersAndUnread() {
        Story story = Story.ofGroup('a', "ann", "ben", "cat")
                .mention("ann", "ben")
                .read("ben", 2)
                .mention("ann", "ben", "ben", "ann")
                .mentionEveryone("ann", "ben")
                .send("ann")
                .mentionSilently("ann")
                .mentionEveryone("ben")
                .edit("ann", 5)
                .edit("ann", 5)
                .mute("ben", true);

        assertThat(seen(story, "ben").getUnreadMentions()).isEqualTo(2);
        assertThat(seen(story, "ben").getMentionSeqsList()).containsExactly(3L, 4L);
        assertThat(seen(story, "ann").getMentionSeqsList()).containsExactly(7L);
        assertThat(seen(story, "cat").getMentionSeqsList()).containsExactly(4L, 7L);

        story.recall("ann", 4);
        assertThat(seen(story, "ben").getMentionSeqsList()).containsExactly(3L);
        assertThat(seen(story.leave("ben"), "ben").getMentionSeqsList()).isEmpty();
        assertThat(seen(story.add("ann", "ben").mention("ann", "ben"), "ben").getMentionSeqsList())
                .containsExactly(story.head());
    }

    private static long archived(Story story, String user) {
        return seen(story, user).getArchivedSeq();
    }

    private static Conversation seen(Story story, String user) {
        var afresh = new RowsInMemory();
        afresh.apply(story.events());
        return afresh.of(user).getFirst();
    }
}
