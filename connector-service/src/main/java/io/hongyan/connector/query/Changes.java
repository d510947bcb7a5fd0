package io.hongyan.connector.query;

import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.ConversationChanges;
import io.hongyan.proto.client.v1.Position;
import io.hongyan.proto.conversations.v1.Conversation;
import io.hongyan.proto.conversations.v1.KnownPosition;
import io.hongyan.proto.history.v1.ConversationEvents;
import io.hongyan.proto.history.v1.SyncPosition;
import io.hongyan.proto.history.v1.SyncResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a device missed, from the list of its user's conversations and the archive. */
public final class Changes {

    private final String viewerId;
    private final Map<String, Position> have = new LinkedHashMap<>();

    /** For a device that has these positions; named twice, the smaller one counts. */
    public Changes(String viewerId, List<Position> positions) {
        this.viewerId = viewerId;
        positions.forEach(position -> have.merge(
                position.getConversationId(),
                position,
                (first, second) -> second.getSeq() < first.getSeq() ? second : first));
    }

    /** What the device has, as the list is asked. */
    public List<KnownPosition> known() {
        return have.values().stream().map(Changes::known).toList();
    }

    private static KnownPosition known(Position position) {
        KnownPosition.Builder known = KnownPosition.newBuilder()
                .setConversationId(position.getConversationId())
                .setSeq(position.getSeq());
        if (position.hasOwnVersion()) {
            known.setOwnVersion(position.getOwnVersion());
        }
        return known.build();
    }

    /** What the archive is to be asked: those conversations that have something the device does not. */
    public List<SyncPosition> missing(List<Conversation> listed) {
        return listed.stream()
                .filter(conversation -> conversation.getHeadSeq() > had(conversation.getConversationId()))
                .map(conversation -> SyncPosition.newBuilder()
                        .setConversationId(conversation.getConversationId())
                        .setSeq(had(conversation.getConversationId()))
                        .setAtLeastSeq(conversation.getHeadSeq())
                        .build())
                .toList();
    }

    /**
     * The changes, in the order of the list. Events that do not fit are left out and said to be more: to a device that
     * has some, the first ones are told, to one that has none, the last ones.
     *
     * @param mayEnd whether it may end before the list does, when nothing more fits
     */
    public List<ConversationChanges> of(
            List<Conversation> listed, SyncResponse archived, Budget budget, boolean mayEnd) {
        Map<String, ConversationEvents> events = new HashMap<>();
        archived.getConversationsList().forEach(of -> events.put(of.getConversationId(), of));
        List<ConversationChanges> changes = new ArrayList<>();
        for (Conversation conversation : listed) {
            if (mayEnd && budget.left() == 0) {
                break;
            }
            changes.add(of(
                    conversation,
                    events.getOrDefault(conversation.getConversationId(), ConversationEvents.getDefaultInstance()),
                    budget));
        }
        return changes;
    }

    private ConversationChanges of(Conversation conversation, ConversationEvents archived, Budget budget) {
        List<ClientEvent> all = Pages.events(archived.getEventsList(), archived.getStatesList(), viewerId);
        var summary = budget.summary(Pages.summary(conversation, viewerId));
        List<ClientEvent> fitting = had(conversation.getConversationId()) > 0 ? budget.oldest(all) : budget.newest(all);
        return ConversationChanges.newBuilder()
                .setConversation(summary)
                .addAllEvents(fitting)
                .setMore(archived.getMore() || fitting.size() < all.size())
                .build();
    }

    private long had(String conversationId) {
        return have.getOrDefault(conversationId, Position.getDefaultInstance()).getSeq();
    }
}
