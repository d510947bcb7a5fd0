package io.hongyan.launcher.trace;

import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for a message among events, and for what says more of it later: who confirmed and read it first, and whether it
 * was taken back. Is fed each partition in its order, so that what follows an event comes after it.
 */
final class EventSearch {

    private final MessageId wanted;
    private final Map<String, Found> found = new LinkedHashMap<>();

    EventSearch(MessageId wanted) {
        this.wanted = wanted;
    }

    /**
     * A message, and the events that concern it later.
     *
     * @param event the message
     * @param later in the order of the log: the first confirmation of each device, the first reading of each user, the
     *     recall
     */
    record Found(Entry<Event> event, List<Entry<Event>> later) {}

    /** Looks at the next one. */
    void accept(Entry<Event> entry) {
        Event event = entry.value();
        Search search = searches.get(event.getConversationId());
        if (search != null) {
            search.follow(entry);
        } else if (isWanted(event)) {
            List<Entry<Event>> later = new ArrayList<>();
            found.put(event.getConversationId(), new Found(entry, later));
            searches.put(event.getConversationId(), new Search(event.getSeq(), later, new HashSet<>()));
        }
    }

    /** Everything that fits, at most one of each conversation and sender: several only for a client's id. */
    List<Found> found() {
        return List.copyOf(found.values());
    }

    private final Map<String, Search> searches = new LinkedHashMap<>();

    private boolean isWanted(Event event) {
        return switch (wanted) {
            case MessageId.Numbered numbered ->
                event.getSeq() == numbered.seq() && event.getConversationId().equals(numbered.conversationId());
            case MessageId.Revised revised ->
                event.getRevision() == revised.revision()
                        && event.getConversationId().equals(revised.conversationId());
            case MessageId.Named named -> clientMessageId(event).equals(named.clientMessageId());
        };
    }

    /** The client's id of what has one; else empty. */
    static String clientMessageId(Event event) {
        return event.hasGroupCreated()
                ? event.getGroupCreated().getClientMessageId()
                : event.getMessageSent().getClientMessageId();
    }

    /** What is of interest once the message is known. */
    private record Search(long seq, List<Entry<Event>> later, Set<String> seen) {

        void follow(Entry<Event> entry) {
            if (seq > 0 && concerns(entry.value()) && seen.add(key(entry.value()))) {
                later.add(entry);
            }
        }

        private boolean concerns(Event event) {
            return switch (event.getPayloadCase()) {
                case DELIVERED_MOVED -> event.getDeliveredMoved().getSeq() >= seq;
                case READ_MOVED -> event.getReadMoved().getSeq() >= seq;
                case MESSAGE_RECALLED -> event.getMessageRecalled().getTargetSeq() == seq;
                default -> false;
            };
        }

        /** A device confirms once, a user reads once. */
        private static String key(Event event) {
            Actor actor = event.getActor();
            return event.getPayloadCase() + "/" + actor.getUserId()
                    + (event.hasDeliveredMoved() ? "/" + actor.getDeviceId() : "");
        }
    }
}
