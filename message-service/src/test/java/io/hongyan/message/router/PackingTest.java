package io.hongyan.message.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.client.ClientEvents;
import io.hongyan.proto.client.v1.OwnChange;
import io.hongyan.proto.client.v1.Receipt;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Arranged;
import io.hongyan.proto.events.v1.BlockChanged;
import io.hongyan.proto.events.v1.DeliveredMoved;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MemberLeft;
import io.hongyan.proto.events.v1.MessageEdited;
import io.hongyan.proto.events.v1.MuteChanged;
import io.hongyan.proto.events.v1.ReactionChanged;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PackingTest {

    private static final String DUO_ID = "d:alice:bob";
    private static final Duo DUO = new Duo("alice", "bob");
    private static final String GROUP = "g:1";

    @Test
    void senderAloneLearnsTheClientsOwnId() {
        Event sent = Events.sent(DUO_ID, 4, "alice", "a1");

        var parcels = Packing.prompt(Audience.of(sent, DUO));

        assertThat(parcels)
                .containsExactly(
                        new Parcel(Set.of("bob"), "", shown(sent, false), false, DUO_ID, 4),
                        new Parcel(Set.of("alice"), "a1", shown(sent, true), false, DUO_ID, 4));
    }

    @Test
    void whoLeavesIsToldOnTheOtherDevices() {
        Event left = Events.shown(GROUP, 4, "bob", "b1")
                .setMemberLeft(MemberLeft.getDefaultInstance())
                .build();

        var parcels = Packing.prompt(Audience.of(left, new Members(4, Map.of("alice", 1L)), 10));

        assertThat(parcels)
                .containsExactly(new Parcel(Set.of("alice", "bob"), "b1", shown(left, false), false, GROUP, 4));
    }

    @Test
    void editsAndReactionsAreToldToEverybodyButTheSessionThatMadeThem() {
        Event edited = Events.shown(DUO_ID, 4, "alice", "a1")
                .setMessageEdited(MessageEdited.newBuilder().setTargetSeq(2).setClientMessageId("secret"))
                .build();
        Event reacted = Events.shown(GROUP, 5, "bob", "b1")
                .setReactionChanged(ReactionChanged.newBuilder().setTargetSeq(2).setEmoji("👍"))
                .build();

        assertThat(Packing.prompt(Audience.of(edited, DUO)))
                .containsExactly(new Parcel(Set.of("alice", "bob"), "a1", shown(edited, false), false, DUO_ID, 4));
        assertThat(shown(edited, true).toString()).doesNotContain("secret");
        assertThat(Packing.prompt(Audience.of(reacted, new Members(5, Map.of("alice", 1L, "bob", 1L)), 10)))
                .containsExactly(new Parcel(Set.of("alice", "bob"), "b1", shown(reacted, false), false, GROUP, 5));
    }

    @Test
    void whoJoinedAfterAMessageIsNotToldWhatItsEditSays() {
        Event edited = Events.shown(GROUP, 7, "alice", "a1")
                .setMessageEdited(MessageEdited.newBuilder()
                        .setTargetSeq(2)
                        .setContent(Content.newBuilder().setText("before your time")))
                .build();
        var members = new Members(7, Map.of("alice", 1L, "bob", 1L, "carol", 5L));

        var parcels = Packing.prompt(Audience.of(edited, members, 10));

        Event silent = edited.toBuilder()
                .setMessageEdited(MessageEdited.newBuilder().setTargetSeq(2))
                .build();
        assertThat(parcels)
                .containsExactly(
                        new Parcel(Set.of("alice", "bob"), "a1", shown(edited, false), false, GROUP, 7),
                        new Parcel(Set.of("carol"), "a1", shown(silent, false), false, GROUP, 7));
    }

    @Test
    void deliveryIsToldToOthersOnly() {
        Event delivered = unshown("alice", "a1")
                .setDeliveredMoved(DeliveredMoved.newBuilder().setSeq(7))
                .build();
        var audience = Audience.of(delivered, DUO);

        var receipt = Receipt.newBuilder()
                .setConversationId(DUO_ID)
                .setUserId("alice")
                .setDeliveredSeq(7);
        assertThat(audience.users()).isEqualTo(Set.of("bob"));
        assertThat(Packing.prompt(audience))
                .containsExactly(new Parcel(
                        Set.of("bob"),
                        "",
                        ServerFrame.newBuilder().setReceipt(receipt).build(),
                        false,
                        DUO_ID,
                        0));
    }

    @Test
    void receiptsAreNotToldInLargeGroups() {
        Event read = Events.read(GROUP, 9, 8, "alice", "a1", 7);
        var members = new Members(9, Map.of("alice", 1L, "bob", 1L, "carol", 1L));

        assertThat(Audience.of(read, members, 3).others()).isEqualTo(Set.of("bob", "carol"));
        assertThat(Audience.of(read, members, 2)).isEqualTo(new Audience(read, Set.of(), true));
    }

    @Test
    void mutingComesWithTheNewTotal() {
        Event muted = unshown("alice", "a1")
                .setMuteChanged(MuteChanged.newBuilder().setMuted(true))
                .build();

        assertThat(Packing.own(muted, new Counts(3, 4, 5)))
                .isEqualTo(own(OwnChange.newBuilder().setMuted(true).setUnreadTotal(5)));
        assertThat(Packing.own(muted, null))
                .isEqualTo(own(OwnChange.newBuilder().setMuted(true)));
        assertThat(Audience.of(muted, DUO)).isEqualTo(new Audience(muted, Set.of(), true));
        assertThat(Packing.prompt(Audience.of(muted, DUO))).isEmpty();
    }

    @Test
    void blockIsPrivate() {
        Event blocked = unshown("alice", "a1")
                .setBlockChanged(BlockChanged.newBuilder().setBlocked(true))
                .build();

        assertThat(Audience.of(blocked, DUO).users()).isEqualTo(Set.of("alice"));
        assertThat(Packing.own(blocked, null))
                .isEqualTo(own(OwnChange.newBuilder().setBlocked(true)));
    }

    @Test
    void howOnesListHasItIsToldToOnesOtherDevicesOnly() {
        Event pinned = arranged(Arranged.newBuilder().setPinned(true));
        Event archived = arranged(Arranged.newBuilder().setArchived(true));

        assertThat(Audience.of(pinned, DUO)).isEqualTo(new Audience(pinned, Set.of(), true));
        assertThat(Packing.prompt(Audience.of(pinned, DUO))).isEmpty();
        assertThat(Packing.hasOwn(pinned)).isTrue();
        assertThat(Packing.wantsCounts(pinned)).isFalse();
        assertThat(Packing.own(pinned, null))
                .isEqualTo(own(
                        OwnChange.newBuilder().setPinnedMs(pinned.getTimeMs()).setOwnVersion(5)));
        assertThat(Packing.own(archived, null))
                .isEqualTo(own(OwnChange.newBuilder().setArchivedSeq(8).setOwnVersion(5)));
        assertThat(Packing.own(arranged(Arranged.newBuilder().setMarkedUnread(false)), null))
                .isEqualTo(own(OwnChange.newBuilder().setMarkedUnread(false).setOwnVersion(5)));
    }

    private static Event arranged(Arranged.Builder arranged) {
        return unshown("alice", "a1")
                .setTimeMs(1_767_272_400_000L)
                .setOwnVersion(5)
                .setArranged(arranged)
                .build();
    }

    @Test
    void cursorIsToldAsItBelongsToTheCount() {
        Event read = Events.read(DUO_ID, 9, 8, "alice", "a1", 7);

        assertThat(Packing.own(read, new Counts(8, 0, 2)))
                .isEqualTo(own(OwnChange.newBuilder()
                        .setReadSeq(8)
                        .setUnread(0)
                        .setUnreadTotal(2)
                        .setMarkedUnread(false)));
    }

    @Test
    void kindOfANewerReleaseIsShownIfItHasANumber() {
        Event numbered = Events.shown(DUO_ID, 4, "alice", "").build();
        Event unnumbered = unshown("alice", "").build();

        assertThat(Packing.prompt(Audience.of(numbered, DUO))).hasSize(1);
        assertThat(Packing.prompt(Audience.of(unnumbered, DUO))).isEmpty();
        assertThat(Audience.of(unnumbered, DUO).users()).isEmpty();
    }

    private static Event.Builder unshown(String user, String session) {
        return Events.base(DUO_ID, user, session).setRevision(9).setHeadSeq(8);
    }

    private static ServerFrame shown(Event event, boolean forSender) {
        return ServerFrame.newBuilder()
                .setEvent(ClientEvents.of(event, forSender))
                .build();
    }

    private static Parcel own(OwnChange.Builder change) {
        var frame =
                ServerFrame.newBuilder().setOwn(change.setConversationId(DUO_ID).setHeadSeq(8));
        return new Parcel(Set.of("alice"), "a1", frame.build(), false, DUO_ID, 0);
    }
}
