package io.hongyan.connector.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.Position;
import io.hongyan.proto.client.v1.Reaction;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.conversations.v1.Conversation;
import io.hongyan.proto.conversations.v1.KnownPosition;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MessageRecalled;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.proto.history.v1.ConversationEvents;
import io.hongyan.proto.history.v1.GetEventsResponse;
import io.hongyan.proto.history.v1.MessageState;
import io.hongyan.proto.history.v1.ReactionCount;
import io.hongyan.proto.history.v1.SyncPosition;
import io.hongyan.proto.history.v1.SyncResponse;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChangesTest {

    private static final Budget ENOUGH = new Budget(1_000_000);

    @Test
    void onlyWhatTheDeviceDoesNotHaveIsMissing() {
        var changes = new Changes("ann", List.of(have("d:ann:bob", 4), have("d:ann:cat", 2)));

        var missing = changes.missing(List.of(listed("d:ann:bob", 5), listed("d:ann:cat", 2), listed("d:ann:dan", 1)));

        assertThat(missing).containsExactly(position("d:ann:bob", 4, 5), position("d:ann:dan", 0, 1));
    }

    @Test
    void theVersionThatADeviceHasIsAskedWithOnlyIfItSaysOne() {
        var changes = new Changes(
                "ann", List.of(have("d:ann:bob", 4).toBuilder().setOwnVersion(0).build(), have("d:ann:cat", 2)));

        assertThat(changes.known())
                .containsExactly(
                        KnownPosition.newBuilder()
                                .setConversationId("d:ann:bob")
                                .setSeq(4)
                                .setOwnVersion(0)
                                .build(),
                        KnownPosition.newBuilder()
                                .setConversationId("d:ann:cat")
                                .setSeq(2)
                                .build());
    }

    @Test
    void firstEventsAreToldToADeviceThatHasSome() {
        var changes = new Changes("ann", List.of(have("d:ann:bob", 4)));

        var told = changes.of(List.of(listed("d:ann:bob", 8)), archived("d:ann:bob", 5, 8), new Budget(2600), false);

        assertThat(told.getFirst().getEventsList())
                .extracting(ClientEvent::getSeq)
                .containsExactly(5L, 6L);
        assertThat(told.getFirst().getMore()).isTrue();
    }

    @Test
    void lastEventsAreToldToADeviceThatHasNone() {
        var changes = new Changes("ann", List.of());

        var told = changes.of(List.of(listed("d:ann:bob", 8)), archived("d:ann:bob", 5, 8), new Budget(2600), false);

        assertThat(told.getFirst().getEventsList())
                .extracting(ClientEvent::getSeq)
                .containsExactly(7L, 8L);
        assertThat(told.getFirst().getMore()).isTrue();
    }

    @Test
    void listMayEndWhenNothingMoreFits() {
        var changes = new Changes("ann", List.of());
        var listed = List.of(listed("d:ann:bob", 8), listed("d:ann:cat", 8));

        assertThat(changes.of(listed, SyncResponse.getDefaultInstance(), new Budget(10), true))
                .hasSize(1);
        assertThat(changes.of(listed, SyncResponse.getDefaultInstance(), new Budget(10), false))
                .hasSize(2);
        assertThat(changes.of(listed, SyncResponse.getDefaultInstance(), ENOUGH, true))
                .hasSize(2);
    }

    @Test
    void aSummarySaysHowManyUnreadMessagesMentionItsUserAndWhereTheFirstAre() {
        var conversation = Conversation.newBuilder()
                .setConversationId("d:ann:bob")
                .setUnread(70)
                .setUnreadMentions(51)
                .addAllMentionSeqs(List.of(3L, 7L))
                .build();

        var summary = Pages.summary(conversation, "ann");

        assertThat(summary.getUnreadMentions()).isEqualTo(51);
        assertThat(summary.getMentionSeqsList()).containsExactly(3L, 7L);
    }

    @Test
    void lastEventIsLeftOutOfASummaryWhereItDoesNotFit() {
        var conversation = listed("d:ann:bob", 8).toBuilder()
                .setLastEvent(event("d:ann:bob", 8))
                .build();

        var full = new Budget(2000).summary(Pages.summary(conversation, "ann"));
        var shorter = new Budget(500).summary(Pages.summary(conversation, "ann"));

        assertThat(full.getLastEvent().getSeq()).isEqualTo(8);
        assertThat(shorter).isEqualTo(full.toBuilder().clearLastEvent().build());
    }

    @Test
    void pageOfHistoryEndsEarlyInTheDirectionAsked() {
        var answer = GetEventsResponse.newBuilder()
                .addAllEvents(archived("d:ann:bob", 5, 8).getConversations(0).getEventsList())
                .setHeadSeq(8)
                .setFirstSeq(1)
                .build();

        var forward = Pages.history("d:ann:bob", answer, false, "ann", new Budget(2600));
        var backward = Pages.history("d:ann:bob", answer, true, "ann", new Budget(2600));
        var tiny = Pages.history("d:ann:bob", answer, false, "ann", new Budget(1));

        assertThat(forward.getEventsList()).extracting(ClientEvent::getSeq).containsExactly(5L, 6L);
        assertThat(backward.getEventsList()).extracting(ClientEvent::getSeq).containsExactly(7L, 8L);
        assertThat(tiny.getEventsList()).extracting(ClientEvent::getSeq).containsExactly(5L);
        assertThat(List.of(forward.getMore(), backward.getMore(), tiny.getMore()))
                .containsOnly(true);
    }

    @Test
    void messagesComeWithWhatBecameOfThem() {
        SyncResponse archived = archived("d:ann:bob", 5, 7);
        var state = MessageState.newBuilder()
                .setSeq(6)
                .setEditedSeq(9)
                .setEditedMs(1234)
                .addReactions(
                        ReactionCount.newBuilder().setEmoji("👍").setCount(2).setMine(true))
                .setReactionsSeq(8)
                .build();
        var answer = GetEventsResponse.newBuilder()
                .addAllEvents(archived.getConversations(0).getEventsList())
                .addStates(state)
                .build();
        var synced = SyncResponse.newBuilder()
                .addConversations(archived.getConversations(0).toBuilder().addStates(state))
                .build();

        List<ClientEvent> page =
                Pages.history("d:ann:bob", answer, false, "ann", ENOUGH).getEventsList();
        List<ClientEvent> told = new Changes("ann", List.of())
                .of(List.of(listed("d:ann:bob", 9)), synced, new Budget(100_000), false)
                .getFirst()
                .getEventsList();

        assertThat(page.get(1).getMessage())
                .isEqualTo(Pages.event(event("d:ann:bob", 6), "ann").getMessage().toBuilder()
                        .setEditedSeq(9)
                        .setEditedMs(1234)
                        .addReactions(
                                Reaction.newBuilder().setEmoji("👍").setCount(2).setMine(true))
                        .setReactionsSeq(8)
                        .build());
        assertThat(page.get(0)).isEqualTo(Pages.event(event("d:ann:bob", 5), "ann"));
        assertThat(told).isEqualTo(page);
    }

    /** An archive that were wrong about it would make a message of something else. */
    @Test
    void whatIsNoMessageHasNoState() {
        var recalled = event("d:ann:bob", 5).toBuilder()
                .setMessageRecalled(MessageRecalled.newBuilder().setTargetSeq(4))
                .build();

        var shown = Pages.events(
                List.of(recalled),
                List.of(MessageState.newBuilder().setSeq(5).setReactionsSeq(6).build()),
                "ann");

        assertThat(shown).containsExactly(Pages.event(recalled, "ann"));
    }

    @Test
    void clientsOwnIdIsToldToItsSenderOnly() {
        assertThat(Pages.event(event("d:ann:bob", 5), "bob").getMessage().getClientMessageId())
                .isEqualTo("c5");
        assertThat(Pages.event(event("d:ann:bob", 5), "ann").getMessage().getClientMessageId())
                .isEmpty();
    }

    private static Position have(String conversationId, long seq) {
        return Position.newBuilder()
                .setConversationId(conversationId)
                .setSeq(seq)
                .build();
    }

    private static SyncPosition position(String conversationId, long seq, long atLeast) {
        return SyncPosition.newBuilder()
                .setConversationId(conversationId)
                .setSeq(seq)
                .setAtLeastSeq(atLeast)
                .build();
    }

    private static Conversation listed(String conversationId, long head) {
        return Conversation.newBuilder()
                .setConversationId(conversationId)
                .setHeadSeq(head)
                .build();
    }

    private static SyncResponse archived(String conversationId, long from, long to) {
        return SyncResponse.newBuilder()
                .addConversations(ConversationEvents.newBuilder()
                        .setConversationId(conversationId)
                        .addAllEvents(LongStream.rangeClosed(from, to)
                                .mapToObj(seq -> event(conversationId, seq))
                                .toList()))
                .build();
    }

    /** About a thousand bytes. */
    private static Event event(String conversationId, long seq) {
        return Event.newBuilder()
                .setConversationId(conversationId)
                .setSeq(seq)
                .setCseq(seq)
                .setActor(Actor.newBuilder().setUserId("bob"))
                .setMessageSent(MessageSent.newBuilder()
                        .setClientMessageId("c" + seq)
                        .setContent(Content.newBuilder().setText("x".repeat(1000)))
                        .setCountable(true))
                .build();
    }
}
