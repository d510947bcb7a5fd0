package io.hongyan.proto.client;

import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.Edited;
import io.hongyan.proto.client.v1.Message;
import io.hongyan.proto.client.v1.Reacted;
import io.hongyan.proto.client.v1.Recalled;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MessageEdited;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.proto.events.v1.ReactionChanged;

/** What clients are shown of the public events. The router, for live ones, and the connector, for pages, agree by it. */
public final class ClientEvents {

    private ClientEvents() {}

    /**
     * An event as a client sees it.
     *
     * @param event one that has a seq
     * @param forSender whether the one who sees it did it: only they learn the client's own id of a message
     * @throws IllegalArgumentException for an event that clients are not shown
     */
    public static ClientEvent of(Event event, boolean forSender) {
        if (event.getSeq() == 0) {
            throw new IllegalArgumentException("event " + event.getConversationId() + "/" + event.getRevision()
                    + " of kind " + event.getPayloadCase() + " is not shown");
        }
        ClientEvent.Builder shown = ClientEvent.newBuilder()
                .setConversationId(event.getConversationId())
                .setSeq(event.getSeq())
                .setUncountable(event.getSeq() - event.getCseq())
                .setTimeMs(event.getTimeMs())
                .setUserId(event.getActor().getUserId());
        switch (event.getPayloadCase()) {
            case MESSAGE_SENT -> shown.setMessage(message(event.getMessageSent(), forSender));
            case MESSAGE_RECALLED ->
                shown.setRecalled(Recalled.newBuilder()
                        .setTargetSeq(event.getMessageRecalled().getTargetSeq())
                        .setExpired(event.getMessageRecalled().getExpired()));
            case GROUP_CREATED ->
                shown.setGroupCreated(event.getGroupCreated().toBuilder().clearClientMessageId());
            case GROUP_RENAMED -> shown.setGroupRenamed(event.getGroupRenamed());
            case MEMBERS_ADDED -> shown.setMembersAdded(event.getMembersAdded());
            case MEMBERS_REMOVED -> shown.setMembersRemoved(event.getMembersRemoved());
            case MEMBER_LEFT -> shown.setMemberLeft(event.getMemberLeft());
            case ROLE_CHANGED -> shown.setRoleChanged(event.getRoleChanged());
            case TIMER_CHANGED -> shown.setTimerChanged(event.getTimerChanged());
            case MEMBERS_SILENCED -> shown.setMembersSilenced(event.getMembersSilenced());
            case GROUP_RULES_CHANGED -> shown.setGroupRulesChanged(event.getGroupRulesChanged());
            case MESSAGE_EDITED -> shown.setEdited(edited(event.getMessageEdited()));
            case REACTION_CHANGED -> shown.setReacted(reacted(event.getReactionChanged()));
            // Kinds of a newer release: the number is shown, so that there is no hole, and the client shows a
            // placeholder.
            case DELIVERED_MOVED, READ_MOVED, MUTE_CHANGED, BLOCK_CHANGED, ARRANGED, PAYLOAD_NOT_SET -> {}
        }
        return shown.build();
    }

    private static Edited edited(MessageEdited edited) {
        Edited.Builder shown = Edited.newBuilder().setTargetSeq(edited.getTargetSeq());
        if (edited.hasContent()) { // missing where the message was recalled, or edited once more
            shown.setContent(edited.getContent());
        }
        return shown.build();
    }

    private static Reacted reacted(ReactionChanged changed) {
        return Reacted.newBuilder()
                .setTargetSeq(changed.getTargetSeq())
                .setEmoji(changed.getEmoji())
                .setRemoved(!changed.getPresent())
                .build();
    }

    private static Message message(MessageSent sent, boolean forSender) {
        Message.Builder message =
                Message.newBuilder().setSilent(!sent.getCountable()).setExpiresMs(sent.getExpiresMs());
        if (sent.hasContent()) { // missing where it was recalled
            message.setContent(sent.getContent());
        }
        if (forSender) {
            message.setClientMessageId(sent.getClientMessageId());
        }
        return message.build();
    }
}
