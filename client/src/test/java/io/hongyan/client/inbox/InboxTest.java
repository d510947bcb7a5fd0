package io.hongyan.client.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.ConversationChanges;
import io.hongyan.proto.client.v1.ConversationPage;
import io.hongyan.proto.client.v1.ConversationSummary;
import io.hongyan.proto.client.v1.HistoryPage;
import io.hongyan.proto.client.v1.Message;
import io.hongyan.proto.client.v1.OwnChange;
import io.hongyan.proto.client.v1.Recalled;
import io.hongyan.proto.client.v1.Receipt;
import io.hongyan.proto.client.v1.Welcome;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.GroupCreated;
import io.hongyan.proto.events.v1.GroupRenamed;
import io.hongyan.proto.events.v1.GroupRules;
import io.hongyan.proto.events.v1.GroupRulesChanged;
import io.hongyan.proto.events.v1.Member;
import io.hongyan.proto.events.v1.MemberLeft;
import io.hongyan.proto.events.v1.MembersAdded;
import io.hongyan.proto.events.v1.MembersRemoved;
import io.hongyan.proto.events.v1.MembersSilenced;
import io.hongyan.proto.events.v1.Role;
import io.hongyan.proto.events.v1.RoleChanged;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Single situations; {@link InboxPropertyTest} has the histories. */
class InboxTest {

    private static final String ME = "me";
    private static final String PAIR = "d:bob:me";
    private static final String GROUP = "g:00000000000000000000000001";

    private final Inbox inbox = new Inbox(ME, InboxLimits.DEFAULT);

    @Test
    void gapWaitsForTheAckThatMayFillIt() {
        inbox.on(said(PAIR, 1, "bob"));
        inbox.sending(PAIR);

        List<Effect> early = inbox.on(said(PAIR, 3, "bob"));
        List<Effect> filled = inbox.sent(said(PAIR, 2, ME));

        assertThat(early).isEmpty();
        assertThat(filled)
                .hasSize(3)
                .first()
                .isEqualTo(new Effect.Shown(view(PAIR), List.of(said(PAIR, 2, ME), said(PAIR, 3, "bob")), List.of()));
    }

    /** Found by the test of restarts: both wrote at once, the ack of #2 was faster than the delivery of #1, and #1 was never shown. */
    @Test
    void whoseFirstAckOvertakesTheOthersFirstMessageShowsBoth() {
        inbox.sending(PAIR);

        assertThat(inbox.sent(said(PAIR, 2, ME))).contains(new Effect.Fill(PAIR, 0, 2));
        assertThat(inbox.on(said(PAIR, 1, "bob")))
                .contains(new Effect.Shown(view(PAIR), List.of(said(PAIR, 1, "bob"), said(PAIR, 2, ME)), List.of()));
    }

    @Test
    void gapIsAskedForOnceTheAckDidNotFillIt() {
        inbox.on(said(PAIR, 1, "bob"));
        inbox.sending(PAIR);
        inbox.on(said(PAIR, 3, "bob"));

        assertThat(inbox.notSent(PAIR)).containsExactly(new Effect.Fill(PAIR, 1, 3));
        assertThat(inbox.on(said(PAIR, 5, "bob"))).as("one question at a time").isEmpty();
    }

    @Test
    void pageThatBringsNothingIsNotAskedForAgainAtOnce() {
        inbox.on(said(PAIR, 1, "bob"));
        inbox.on(said(PAIR, 3, "bob"));

        List<Effect> effects = inbox.on(HistoryPage.newBuilder()
                .setConversationId(PAIR)
                .setHeadSeq(3)
                .setFirstSeq(1)
                .build());

        assertThat(effects).noneMatch(effect -> effect instanceof Effect.Fill);
        assertThat(inbox.fillAgain(PAIR)).containsExactly(new Effect.Fill(PAIR, 1, 3));
    }

    @Test
    void recalledMessageLosesItsContentAndCountsNoMore() {
        inbox.on(said(PAIR, 1, "bob"));

        List<Effect> effects = inbox.on(event(PAIR, 2, "bob")
                .setRecalled(Recalled.newBuilder().setTargetSeq(1))
                .build());

        ClientEvent emptied =
                event(PAIR, 1, "bob").setMessage(Message.getDefaultInstance()).build();
        assertThat(effects.getFirst())
                .isInstanceOfSatisfying(
                        Effect.Shown.class,
                        shown -> assertThat(shown.rewritten()).containsExactly(emptied));
        assertThat(inbox.events(PAIR)).first().isEqualTo(emptied);
        assertThat(inbox.unreadTotal()).isZero();
    }

    @Test
    void groupFollowsItsEvents() {
        inbox.on(created(1));
        inbox.on(event(GROUP, 2, "bob")
                .setGroupRenamed(GroupRenamed.newBuilder().setName("Oslo"))
                .build());
        inbox.on(event(GROUP, 3, "bob")
                .setMembersAdded(MembersAdded.newBuilder().addUserIds("carol"))
                .build());
        inbox.on(event(GROUP, 4, "bob")
                .setRoleChanged(RoleChanged.newBuilder().setUserId(ME).setRole(Role.ROLE_OWNER))
                .build());

        assertThat(view(GROUP).mayPost()).isTrue();
        inbox.on(event(GROUP, 5, "bob")
                .setGroupRulesChanged(GroupRulesChanged.newBuilder()
                        .setRules(GroupRules.newBuilder().setPost(Role.ROLE_OWNER)))
                .build());
        assertThat(view(GROUP).mayPost()).isTrue();
        inbox.on(event(GROUP, 6, ME)
                .setRoleChanged(RoleChanged.newBuilder().setUserId("bob").setRole(Role.ROLE_OWNER))
                .build());
        assertThat(view(GROUP).mayPost()).isFalse();

        assertThat(view(GROUP).name()).isEqualTo("Oslo");
        assertThat(view(GROUP).memberCount()).isEqualTo(3);
        assertThat(view(GROUP).role()).isEqualTo(Role.ROLE_ADMIN);
    }

    @Test
    void silenceLastsUntilItsTimeOrAHigherRole() {
        inbox.on(created(1));
        inbox.on(event(GROUP, 2, "bob")
                .setMembersSilenced(
                        MembersSilenced.newBuilder().addUserIds("carol").setUntilMs(5_000))
                .build());
        assertThat(view(GROUP).silencedUntilMs()).isZero();

        inbox.on(event(GROUP, 3, "bob")
                .setMembersSilenced(MembersSilenced.newBuilder()
                        .addUserIds("carol")
                        .addUserIds(ME)
                        .setUntilMs(6_000))
                .build());
        assertThat(view(GROUP).silencedUntilMs()).isEqualTo(6_000);

        inbox.on(event(GROUP, 4, "bob")
                .setRoleChanged(RoleChanged.newBuilder().setUserId(ME).setRole(Role.ROLE_ADMIN))
                .build());
        assertThat(view(GROUP).silencedUntilMs()).isZero();
    }

    @Test
    void newOwnerIsWhoTheLeavingOwnerLeavesItTo() {
        inbox.on(created(1));

        inbox.on(event(GROUP, 2, "bob")
                .setMemberLeft(MemberLeft.newBuilder().setNewOwnerId(ME))
                .build());

        assertThat(view(GROUP).role()).isEqualTo(Role.ROLE_OWNER);
        assertThat(view(GROUP).memberCount()).isEqualTo(1);
    }

    @Test
    void whoWasRemovedCountsNothingAndWhoComesBackSeesFromThereOn() {
        inbox.on(created(1));
        inbox.on(said(GROUP, 2, "bob"));
        assertThat(inbox.unreadTotal()).isEqualTo(1);

        inbox.on(event(GROUP, 3, "bob")
                .setMembersRemoved(MembersRemoved.newBuilder().addUserIds(ME))
                .build());
        assertThat(view(GROUP).left()).isTrue();
        assertThat(inbox.unreadTotal()).isZero();

        ClientEvent back = event(GROUP, 9, "bob")
                .setMembersAdded(MembersAdded.newBuilder().addUserIds(ME))
                .build();
        inbox.on(back);
        inbox.on(said(GROUP, 10, "bob"));

        assertThat(inbox.events(GROUP)).containsExactly(back, said(GROUP, 10, "bob"));
        assertThat(view(GROUP).left()).isFalse();
        assertThat(view(GROUP).firstSeq()).isEqualTo(9);
        assertThat(view(GROUP).unread()).isEqualTo(1);
    }

    @Test
    void historyThatBeginsLaterThanTheDeviceThoughtEndsTheGap() {
        inbox.on(created(1));
        inbox.on(said(GROUP, 9, "bob"));

        inbox.on(HistoryPage.newBuilder()
                .setConversationId(GROUP)
                .setFirstSeq(8)
                .setHeadSeq(9)
                .addEvents(said(GROUP, 8, "bob"))
                .addEvents(said(GROUP, 9, "bob"))
                .build());

        assertThat(inbox.events(GROUP)).containsExactly(said(GROUP, 8, "bob"), said(GROUP, 9, "bob"));
    }

    @Test
    void gapThatIsTooLongBeginsAnewAtTheHeadWithTheServersCount() {
        inbox.on(said(PAIR, 1, "bob"));

        List<Effect> effects = inbox.on(Welcome.newBuilder()
                .addChanges(ConversationChanges.newBuilder()
                        .setConversation(ConversationSummary.newBuilder()
                                .setConversationId(PAIR)
                                .setHeadSeq(50_000)
                                .setFirstSeq(1)
                                .setUnread(49_000)
                                .setReadSeq(0))
                        .addEvents(said(PAIR, 2, "bob")))
                .setUnreadTotal(49_000)
                .build());

        assertThat(effects)
                .containsExactly(
                        new Effect.Changed(view(PAIR)),
                        new Effect.Forgotten(PAIR, 50_001),
                        new Effect.Confirm(PAIR, 50_000),
                        new Effect.Badge(49_000));
        assertThat(view(PAIR).unread()).isEqualTo(49_000);
    }

    @Test
    void whileEventsAreStillComingTheServersCountIsShown() {
        List<Effect> effects = inbox.on(Welcome.newBuilder()
                .addChanges(ConversationChanges.newBuilder()
                        .setConversation(ConversationSummary.newBuilder()
                                .setConversationId(PAIR)
                                .setHeadSeq(5)
                                .setFirstSeq(1)
                                .setUnread(5))
                        .addEvents(said(PAIR, 1, "bob"))
                        .setMore(true))
                .setUnreadTotal(5)
                .build());

        assertThat(effects).contains(new Effect.Fill(PAIR, 1, 5), new Effect.Badge(5));
    }

    @Test
    void readMovesForwardOnlyAndNotBeyondTheHead() {
        inbox.on(said(PAIR, 1, "bob"));
        inbox.on(said(PAIR, 2, "bob"));

        assertThat(inbox.read(PAIR, 99))
                .containsExactly(new Effect.TellRead(PAIR, 2), new Effect.Changed(view(PAIR)), new Effect.Badge(0));
        assertThat(inbox.read(PAIR, 1)).isEmpty();
        assertThat(view(PAIR).readSeq()).isEqualTo(2);
    }

    @Test
    void readThatTheServerDoesNotKnowIsToldAgainAtTheNextLogin() {
        inbox.on(said(PAIR, 1, "bob"));
        inbox.read(PAIR, 1);

        assertThat(inbox.on(Welcome.getDefaultInstance())).contains(new Effect.TellRead(PAIR, 1));
        inbox.readTold(PAIR, 1, 0);
        assertThat(inbox.on(Welcome.getDefaultInstance())).doesNotContain(new Effect.TellRead(PAIR, 1));
    }

    @Test
    void readingOnAnotherDeviceClearsTheBadgeHere() {
        inbox.on(said(PAIR, 1, "bob"));

        List<Effect> effects = inbox.on(OwnChange.newBuilder()
                .setConversationId(PAIR)
                .setReadSeq(1)
                .setUnread(0)
                .setUnreadTotal(0)
                .build());

        assertThat(effects).containsExactly(new Effect.Changed(view(PAIR)), new Effect.Badge(0));
    }

    /** Found by long random stories of the web client: it was counted twice, and the badge does not tell, which leaves it out. */
    @Test
    void whatAnotherDeviceCountsBeforeItIsHereIsAskedAbout() {
        inbox.on(known(1, 1));

        List<Effect> effects = inbox.on(OwnChange.newBuilder()
                .setConversationId(PAIR)
                .setReadSeq(0)
                .setUnread(2)
                .build());
        inbox.on(said(PAIR, 2, "bob"));
        inbox.on(known(2, 2));

        assertThat(effects).contains(new Effect.Refresh(""));
        assertThat(view(PAIR).unread()).isEqualTo(2);
    }

    private static ConversationPage known(long head, long unread) {
        return ConversationPage.newBuilder()
                .addConversations(ConversationSummary.newBuilder()
                        .setConversationId(PAIR)
                        .setHeadSeq(head)
                        .setFirstSeq(1)
                        .setUnread(unread)
                        .setMuted(true))
                .build();
    }

    @Test
    void mutedConversationIsNotInTheBadge() {
        inbox.on(said(PAIR, 1, "bob"));

        inbox.on(OwnChange.newBuilder().setConversationId(PAIR).setMuted(true).build());

        assertThat(inbox.unreadTotal()).isZero();
        assertThat(view(PAIR).unread()).isEqualTo(1);
    }

    @Test
    void whatAnotherDeviceArrangesIsHereAndInTheNextHello() {
        inbox.on(said(PAIR, 1, "bob"));

        inbox.on(own(1, 1).setPinnedMs(9).build());
        inbox.on(own(2, 1).setArchivedSeq(1).build());
        inbox.on(own(3, 1).setMarkedUnread(true).build());

        assertThat(view(PAIR).arrangement()).isEqualTo(new Arrangement(9, 1, true, 3));
        assertThat(view(PAIR).unread()).isEqualTo(1);
        assertThat(inbox.unreadTotal()).isEqualTo(1);
        assertThat(inbox.have().getFirst().getOwnVersion()).isEqualTo(3);
    }

    @Test
    void anOldChangeThatComesAgainChangesNothing() {
        inbox.on(said(PAIR, 1, "bob"));
        inbox.on(own(1, 1).setArchivedSeq(1).build());
        inbox.on(own(2, 1).setArchivedSeq(0).build());

        assertThat(inbox.on(own(1, 1).setArchivedSeq(1).build())).isEmpty();
        assertThat(view(PAIR).isArchived()).isFalse();
    }

    @Test
    void aChangeThatIsMissingIsAskedForAndASummaryMendsIt() {
        inbox.on(said(PAIR, 1, "bob"));

        assertThat(inbox.on(own(2, 1).setMarkedUnread(true).build())).contains(new Effect.Refresh(""));
        inbox.on(known(1, 1).toBuilder()
                .setConversations(
                        0,
                        known(1, 1).getConversations(0).toBuilder()
                                .setPinnedMs(7)
                                .setMarkedUnread(true)
                                .setOwnVersion(2))
                .build());

        assertThat(view(PAIR).arrangement()).isEqualTo(new Arrangement(7, 0, true, 2));
    }

    @Test
    void aSummaryThatIsOlderThanAChangeSaysNothingOfIt() {
        inbox.on(said(PAIR, 1, "bob"));
        inbox.on(own(1, 1).setBlocked(true).build());

        inbox.on(known(1, 1));

        assertThat(view(PAIR).blocked()).isTrue();
        assertThat(view(PAIR).muted()).isFalse();
    }

    /** Whoever mutes is told at once; messages that came before may still be on their way. */
    @Test
    void aMessageFromBeforeMutingBringsItOutOfTheArchiveAndOneFromAfterDoesNot() {
        inbox.on(said(PAIR, 1, "bob"));
        inbox.on(own(1, 1).setArchivedSeq(1).build());
        inbox.on(own(2, 2).setMuted(true).build());

        inbox.on(said(PAIR, 3, "bob"));
        assertThat(view(PAIR).isArchived()).isTrue();
        inbox.on(said(PAIR, 2, "bob"));

        assertThat(view(PAIR).isArchived()).isFalse();
    }

    @Test
    void onesOwnMessageBringsItOutOfTheArchiveToo() {
        inbox.on(said(PAIR, 1, "bob"));
        inbox.on(own(1, 1).setArchivedSeq(1).build());

        inbox.sending(PAIR);
        inbox.sent(said(PAIR, 2, ME));

        assertThat(view(PAIR).isArchived()).isFalse();
    }

    @Test
    void readingTakesTheMarkAwayAndTellsThoughNothingIsNew() {
        inbox.on(said(PAIR, 1, "bob"));
        inbox.read(PAIR, 1);
        inbox.readTold(PAIR, 1, 1);
        inbox.on(own(2, 1).setMarkedUnread(true).build());

        List<Effect> effects = inbox.read(PAIR, 1);

        assertThat(effects).contains(new Effect.TellRead(PAIR, 1));
        assertThat(view(PAIR).arrangement().markedUnread()).isFalse();
        inbox.readTold(PAIR, 1, 3);
        assertThat(view(PAIR).arrangement().version()).isEqualTo(3);
    }

    private static OwnChange.Builder own(long version, long head) {
        return OwnChange.newBuilder()
                .setConversationId(PAIR)
                .setOwnVersion(version)
                .setHeadSeq(head);
    }

    @Test
    void readReceiptIsADeliveryReceiptToo() {
        inbox.on(said(PAIR, 1, ME));

        inbox.on(Receipt.newBuilder()
                .setConversationId(PAIR)
                .setUserId("bob")
                .setReadSeq(1)
                .build());

        assertThat(view(PAIR).peerReadSeq()).isEqualTo(1);
        assertThat(view(PAIR).peerDeliveredSeq()).isEqualTo(1);
    }

    @Test
    void oneConversationMoreThanIsKeptForgetsTheOneThatWasQuietLongest() {
        Inbox small = new Inbox(ME, new InboxLimits(2, 10, 10, 10, 50));
        small.on(said("d:a:me", 101, "a"));
        small.on(said("d:b:me", 102, "b"));

        small.on(said("d:c:me", 103, "c"));

        assertThat(small.conversations()).extracting(Conversation::id).containsExactly("d:c:me", "d:b:me");
    }

    private Conversation view(String id) {
        return inbox.conversation(id).orElseThrow();
    }

    private static ClientEvent created(long seq) {
        return event(GROUP, seq, "bob")
                .setGroupCreated(GroupCreated.newBuilder()
                        .setName("trip")
                        .addMembers(Member.newBuilder().setUserId("bob").setRole(Role.ROLE_OWNER))
                        .addMembers(Member.newBuilder().setUserId(ME).setRole(Role.ROLE_MEMBER)))
                .build();
    }

    private static ClientEvent said(String id, long seq, String user) {
        return event(id, seq, user)
                .setMessage(Message.newBuilder().setContent(Content.newBuilder().setText("text " + seq)))
                .build();
    }

    private static ClientEvent.Builder event(String id, long seq, String user) {
        return ClientEvent.newBuilder()
                .setConversationId(id)
                .setSeq(seq)
                .setTimeMs(1_000 + seq)
                .setUserId(user);
    }
}
