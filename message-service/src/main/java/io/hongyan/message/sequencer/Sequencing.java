package io.hongyan.message.sequencer;

import io.hongyan.message.sequencer.Decision.Refused;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.events.v1.Event;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a command, and what an event changes. Pure: all it needs is handed in, the time included. Rules
 * are in {@link Messages}, {@link Edits}, {@link Reacting}, {@link Groups}, {@link Silence}, {@link Expiring}, {@link Settings} and {@link Arranging};
 * numbers come from {@link Numbering}.
 */
public final class Sequencing {

    private final Limits limits;

    /** Decides within these limits. */
    public Sequencing(Limits limits) {
        this.limits = limits;
    }

    /**
     * What is wrong with a command so badly that nobody can be answered, as a sentence; null if it can be decided.
     *
     * @param key the key of its record
     */
    public static @Nullable String objection(@Nullable String key, Command command) {
        if (ConversationId.parse(command.getConversationId()) == null) {
            return "conversation_id is missing, or is none.";
        }
        if (!command.getConversationId().equals(key)) {
            return "The record's key is not the conversation id.";
        }
        return command.getActionCase() == Command.ActionCase.ACTION_NOT_SET
                ? "The command has no action, or one that is not known here."
                : null;
    }

    /**
     * Decides one command.
     *
     * @param state what is known, at least {@link Scope#of} the command
     * @param command one without {@link #objection}
     * @param now the time, which events get unless the one before is later
     */
    public Decision decide(Snapshot state, Command command, Instant now) {
        Refused nobody = Fields.actor(command.getActor());
        if (nobody != null) {
            return nobody;
        }
        return switch (command.getActionCase()) {
            case SEND_MESSAGE -> Messages.send(state, command, now, limits);
            case RECALL_MESSAGE -> Messages.recall(state, command, now, limits);
            case EDIT_MESSAGE -> Edits.edit(state, command, now, limits);
            case SET_REACTION -> Reacting.setReaction(state, command, now);
            case CREATE_GROUP -> Groups.create(state, command, now, limits);
            case RENAME_GROUP -> Groups.rename(state, command, now, limits);
            case ADD_MEMBERS -> Groups.add(state, command, now, limits);
            case REMOVE_MEMBERS -> Groups.remove(state, command, now);
            case LEAVE_GROUP -> Groups.leave(state, command, now);
            case SET_ROLE -> Groups.setRole(state, command, now);
            case SET_GROUP_RULES -> Groups.setRules(state, command, now);
            case SILENCE_MEMBERS -> Silence.silence(state, command, now);
            case SET_TIMER -> Expiring.setTimer(state, command, now);
            case MARK_DELIVERED -> Settings.markDelivered(state, command, now);
            case MARK_READ -> Settings.markRead(state, command, now);
            case SET_MUTE -> Settings.setMute(state, command, now);
            case SET_BLOCK -> Settings.setBlock(state, command, now);
            case ARRANGE -> Arranging.arrange(state, command, now);
            case ACTION_NOT_SET -> throw new IllegalArgumentException("a command without an action was not set aside");
        };
    }

    /**
     * The event by which a message disappears.
     *
     * @param state what is known, at least {@link Scope#ofExpiry} of the message
     * @param message one of which it was kept that it does, and which nobody has taken back
     * @param now the time, at which it is due
     */
    public static Event expire(Snapshot state, String conversationId, Shown message, Instant now) {
        return Expiring.expire(state, conversationId, message, now);
    }

    /**
     * What an event changes: the one place where state comes from, live and on replay alike.
     *
     * @param state what the event was decided upon, or more
     */
    public static Changes after(Snapshot state, Event event) {
        return Evolution.after(state, event);
    }
}
