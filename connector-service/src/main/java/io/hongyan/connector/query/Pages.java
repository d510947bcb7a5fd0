package io.hongyan.connector.query;

import io.hongyan.proto.client.ClientEvents;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.ClientMember;
import io.hongyan.proto.client.v1.ConversationPage;
import io.hongyan.proto.client.v1.ConversationSummary;
import io.hongyan.proto.client.v1.HistoryPage;
import io.hongyan.proto.client.v1.MemberPage;
import io.hongyan.proto.client.v1.Message;
import io.hongyan.proto.client.v1.Pong;
import io.hongyan.proto.client.v1.Reaction;
import io.hongyan.proto.client.v1.ReactionPage;
import io.hongyan.proto.client.v1.SearchHit;
import io.hongyan.proto.client.v1.SearchPage;
import io.hongyan.proto.client.v1.UserReaction;
import io.hongyan.proto.conversations.v1.Conversation;
import io.hongyan.proto.conversations.v1.ListConversationsResponse;
import io.hongyan.proto.conversations.v1.ListMembersResponse;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.history.v1.GetEventsResponse;
import io.hongyan.proto.history.v1.ListReactionsResponse;
import io.hongyan.proto.history.v1.MessageState;
import io.hongyan.proto.history.v1.SearchResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Pages for clients from what services answer. Each keeps to a number of bytes by leaving out what can be asked again. */
public final class Pages {

    private Pages() {}

    /** An event as one user sees it. */
    public static ClientEvent event(Event event, String viewerId) {
        return ClientEvents.of(event, event.getActor().getUserId().equals(viewerId));
    }

    /** Events as one user sees them, the messages among them with what became of them. */
    public static List<ClientEvent> events(List<Event> events, List<MessageState> states, String viewerId) {
        Map<Long, MessageState> bySeq =
                states.stream().collect(Collectors.toMap(MessageState::getSeq, state -> state, (one, _) -> one));
        return events.stream()
                .map(event -> {
                    ClientEvent shown = event(event, viewerId);
                    MessageState state = bySeq.get(event.getSeq());
                    return state == null || !shown.hasMessage()
                            ? shown
                            : shown.toBuilder()
                                    .setMessage(message(shown.getMessage(), state))
                                    .build();
                })
                .toList();
    }

    private static Message message(Message sent, MessageState state) {
        return sent.toBuilder()
                .setEditedSeq(state.getEditedSeq())
                .setEditedMs(state.getEditedMs())
                .addAllReactions(state.getReactionsList().stream()
                        .map(reaction -> Reaction.newBuilder()
                                .setEmoji(reaction.getEmoji())
                                .setCount(reaction.getCount())
                                .setMine(reaction.getMine())
                                .build())
                        .toList())
                .setReactionsSeq(state.getReactionsSeq())
                .build();
    }

    /** A conversation as its user sees it. */
    public static ConversationSummary summary(Conversation conversation, String viewerId) {
        ConversationSummary.Builder summary = ConversationSummary.newBuilder()
                .setConversationId(conversation.getConversationId())
                .setName(conversation.getName())
                .setHeadSeq(conversation.getHeadSeq())
                .setFirstSeq(conversation.getFirstSeq())
                .setReadSeq(conversation.getReadSeq())
                .setUnread(conversation.getUnread())
                .setMuted(conversation.getMuted())
                .setBlocked(conversation.getBlocked())
                .setRoleValue(conversation.getRoleValue())
                .setMemberCount(conversation.getMemberCount())
                .setPeerReadSeq(conversation.getPeerReadSeq())
                .setPeerDeliveredSeq(conversation.getPeerDeliveredSeq())
                .setLeft(conversation.getLeft())
                .setPinnedMs(conversation.getPinnedMs())
                .setArchivedSeq(conversation.getArchivedSeq())
                .setMarkedUnread(conversation.getMarkedUnread())
                .setOwnVersion(conversation.getOwnVersion())
                .setSilencedUntilMs(conversation.getSilencedUntilMs())
                .setTimerMs(conversation.getTimerMs())
                .setUnreadMentions(conversation.getUnreadMentions())
                .addAllMentionSeqs(conversation.getMentionSeqsList());
        if (conversation.hasRules()) {
            summary.setRules(conversation.getRules());
        }
        if (conversation.hasLastEvent() && conversation.getLastEvent().getSeq() > 0) {
            summary.setLastEvent(event(conversation.getLastEvent(), viewerId));
        }
        return summary.build();
    }

    /**
     * A page of one conversation. If the bytes do not suffice for all events, it ends early in the direction asked, and
     * says that there are more.
     */
    public static HistoryPage history(
            String conversationId, GetEventsResponse answer, boolean backward, String viewerId, Budget budget) {
        List<ClientEvent> all = events(answer.getEventsList(), answer.getStatesList(), viewerId);
        List<ClientEvent> fitting = backward ? budget.newest(all) : budget.oldest(all);
        return HistoryPage.newBuilder()
                .setConversationId(conversationId)
                .addAllEvents(fitting)
                .setMore(answer.getMore() || fitting.size() < all.size())
                .setHeadSeq(answer.getHeadSeq())
                .setFirstSeq(answer.getFirstSeq())
                .build();
    }

    /** A page of conversations. Last events that do not fit are left out. */
    public static ConversationPage conversations(ListConversationsResponse answer, String viewerId, Budget budget) {
        return ConversationPage.newBuilder()
                .addAllConversations(answer.getConversationsList().stream()
                        .map(conversation -> budget.summary(summary(conversation, viewerId)))
                        .toList())
                .setNextPageToken(answer.getNextPageToken())
                .setUnreadTotal(answer.getUnreadTotal())
                .build();
    }

    /** A page of members. */
    public static MemberPage members(ListMembersResponse answer) {
        return MemberPage.newBuilder()
                .addAllMembers(answer.getMembersList().stream()
                        .map(member -> ClientMember.newBuilder()
                                .setUserId(member.getUserId())
                                .setRoleValue(member.getRoleValue())
                                .setReadSeq(member.getReadSeq())
                                .setDeliveredSeq(member.getDeliveredSeq())
                                .setSilencedUntilMs(member.getSilencedUntilMs())
                                .build())
                        .toList())
                .setNextPageToken(answer.getNextPageToken())
                .build();
    }

    /** A page of reactions. */
    public static ReactionPage reactions(ListReactionsResponse answer) {
        return ReactionPage.newBuilder()
                .addAllReactions(answer.getReactionsList().stream()
                        .map(reaction -> UserReaction.newBuilder()
                                .setUserId(reaction.getUserId())
                                .setEmoji(reaction.getEmoji())
                                .build())
                        .toList())
                .setNextPageToken(answer.getNextPageToken())
                .build();
    }

    /** Hits of a search. If the bytes do not suffice for all, the page ends early, and the next begins there. */
    public static SearchPage search(SearchResponse answer, String viewerId, Budget budget) {
        List<ClientEvent> all = answer.getHitsList().stream()
                .flatMap(hit -> events(List.of(hit.getEvent()), List.of(hit.getState()), viewerId).stream())
                .toList();
        List<ClientEvent> fitting = budget.oldest(all); // the first ones, in whatever order
        SearchPage.Builder page = SearchPage.newBuilder()
                .setNextPageToken(answer.getNextPageToken())
                .setTruncated(answer.getTruncated());
        for (int i = 0; i < fitting.size(); i++) {
            page.addHits(SearchHit.newBuilder()
                    .setEvent(fitting.get(i))
                    .addAllHighlights(answer.getHits(i).getHighlightsList()));
        }
        if (fitting.size() < all.size()) {
            page.setNextPageToken(answer.getHits(fitting.size() - 1).getPageToken());
        }
        return page.build();
    }

    /** The answer to a ping, with what the user's list says. */
    public static Pong pong(ListConversationsResponse answer, long nowMillis) {
        return Pong.newBuilder()
                .setTimeMs(nowMillis)
                .setHeadSum(answer.getHeadSum())
                .setConversationCount((int) answer.getConversationCount())
                .setUnreadTotal(answer.getUnreadTotal())
                .setComplete(true)
                .build();
    }
}
