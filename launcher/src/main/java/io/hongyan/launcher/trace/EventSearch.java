package io.hongyan.launcher.trace;

import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for a message among events, and for what says more of it later: who confirmed and read it first, and whether it
 * was taken back. Is fed each partition in its order, so that what follows an event comes after it.
 */
final class EventSearch {

    /** More are not kept: an id that fits so many names none of them. */
    static final int FOUND_MAX = 20;

    private final MessageId wanted;
    private final List<Found> found = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    EventSearch(MessageId wanted) {
        this.wanted = wanted;
    }

    /**
     * A message, and the events that concern it later.
     *
     * @param event the message
     * @param later in the order of the log: the first confirmation of each device, the first reading and the first reaction
     *     of each user, every edit, the recall
     */
    record Found(Entry<Event> event, List<Entry<Event>> later) {

        /** The record's id, as in its header {@code ce_id}. */
        String id() {
            return event.value().getConversationId() + "/" + event.value().getRevision();
        }
    }

    /** Looks at the next one. */
    void accept(Entry<Event> entry) {
        for (Found earlier : found) {
            if (concerns(entry.value(), earlier.event().value())
                    && seen.add(earlier.id() + "/" + follower(entry.value()))) {
                earlier.later().add(entry);
            }
        }
        if (isWanted(entry.value()) && found.size() < FOUND_MAX) {
            found.add(new Found(entry, new ArrayList<>()));
        }
    }

    /** Everything that fits: several only for a client's id, which is unique for each sender and conversation. */
    List<Found> found() {
        return List.copyOf(found);
    }

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
        return switch (event.getPayloadCase()) {
            case GROUP_CREATED -> event.getGroupCreated().getClientMessageId();
            case MESSAGE_EDITED -> event.getMessageEdited().getClientMessageId();
            default -> event.getMessageSent().getClientMessageId();
        };
    }

    private static boolean concerns(Event event, Event message) {
        long seq = message.getSeq();
        if (seq == 0 || !event.getConversationId().equals(message.getConversationId())) {
            return false;
        }
        return switch (event.getPayloadCase()) {
            case DELIVERED_MOVED -> event.getDeliveredMoved().getSeq() >= seq;
            case READ_MOVED -> event.getReadMoved().getSeq() >= seq;
            case MESSAGE_RECALLED -> event.getMessageRecalled().getTargetSeq() == seq;
            case MESSAGE_EDITED -> event.getMessageEdited().getTargetSeq() == seq;
            case REACTION_CHANGED -> event.getReactionChanged().getTargetSeq() == seq;
            default -> false;
        };
    }

    /** A device confirms once, a user reads and reacts once. */
    private static String follower(Event event) {
        Actor actor = event.getActor();
        return event.getPayloadCase() + "/" + actor.getUserId()
                + (event.hasDeliveredMoved() ? "/" + actor.getDeviceId() : "")
                + (event.hasMessageEdited() ? "/" + event.getSeq() : "");
    }
}
