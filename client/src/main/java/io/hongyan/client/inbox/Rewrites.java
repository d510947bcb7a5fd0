package io.hongyan.client.inbox;

import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.Edited;
import io.hongyan.proto.client.v1.Message;
import io.hongyan.proto.client.v1.Reacted;
import io.hongyan.proto.client.v1.Reaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an event makes of earlier ones that are kept: a message is taken back, says something else, is reacted to. A message that
 * was loaded later contains what happened until then, hence an event that it contains already changes nothing.
 */
final class Rewrites {

    private final String me;
    private final Map<Long, ClientEvent> events;

    /** Of these events, by seq, which are changed in place. */
    Rewrites(String me, Map<Long, ClientEvent> events) {
        this.me = me;
        this.events = events;
    }

    /** Applies an event, and returns those that are different now. */
    List<ClientEvent> apply(ClientEvent event) {
        List<ClientEvent> rewritten = new ArrayList<>();
        switch (event.getPayloadCase()) {
            case RECALLED -> takeBack(event.getRecalled().getTargetSeq(), rewritten);
            case EDITED -> edit(event, event.getEdited(), rewritten);
            case REACTED -> react(event, event.getReacted(), rewritten);
            default -> {} // changes nothing but itself
        }
        rewritten.forEach(changed -> events.put(changed.getSeq(), changed));
        return rewritten;
    }

    private void takeBack(long target, List<ClientEvent> rewritten) {
        forgetEdits(target, Long.MAX_VALUE, rewritten);
        ClientEvent message = events.get(target);
        if (message != null && message.hasMessage()) {
            rewritten.add(with(message, withoutState(message.getMessage())));
        }
    }

    private static Message.Builder withoutState(Message message) {
        return message.toBuilder()
                .clearContent()
                .clearEditedSeq()
                .clearEditedMs()
                .clearReactions()
                .clearReactionsSeq();
    }

    private void edit(ClientEvent event, Edited edited, List<ClientEvent> rewritten) {
        forgetEdits(edited.getTargetSeq(), event.getSeq(), rewritten);
        ClientEvent message = there(edited.getTargetSeq());
        if (message != null
                && edited.hasContent()
                && message.getUserId().equals(event.getUserId())
                && event.getSeq() > message.getMessage().getEditedSeq()) {
            rewritten.add(with(
                    message,
                    message.getMessage().toBuilder()
                            .setContent(edited.getContent())
                            .setEditedSeq(event.getSeq())
                            .setEditedMs(event.getTimeMs())));
        }
    }

    /** Words that are no longer said are not kept. */
    private void forgetEdits(long target, long before, List<ClientEvent> rewritten) {
        for (ClientEvent earlier : events.values()) {
            if (earlier.getSeq() < before
                    && earlier.getEdited().getTargetSeq() == target
                    && earlier.getEdited().hasContent()) {
                rewritten.add(earlier.toBuilder()
                        .setEdited(earlier.getEdited().toBuilder().clearContent())
                        .build());
            }
        }
    }

    private void react(ClientEvent event, Reacted reacted, List<ClientEvent> rewritten) {
        ClientEvent message = there(reacted.getTargetSeq());
        if (message == null || event.getSeq() <= message.getMessage().getReactionsSeq()) {
            return;
        }
        boolean mine = event.getUserId().equals(me);
        Message.Builder changed = message.getMessage().toBuilder().setReactionsSeq(event.getSeq());
        int place = place(changed.getReactionsList(), reacted.getEmoji());
        if (!reacted.getRemoved()) {
            add(changed, place, reacted.getEmoji(), mine);
        } else if (place >= 0) {
            remove(changed, place, mine);
        }
        rewritten.add(with(message, changed));
    }

    private static int place(List<Reaction> reactions, String emoji) {
        for (int i = 0; i < reactions.size(); i++) {
            if (reactions.get(i).getEmoji().equals(emoji)) {
                return i;
            }
        }
        return -1;
    }

    private static void add(Message.Builder message, int place, String emoji, boolean mine) {
        if (place < 0) {
            message.addReactions(
                    Reaction.newBuilder().setEmoji(emoji).setCount(1).setMine(mine));
        } else {
            Reaction.Builder reaction = message.getReactionsBuilder(place);
            reaction.setCount(reaction.getCount() + 1).setMine(reaction.getMine() || mine);
        }
    }

    private static void remove(Message.Builder message, int place, boolean mine) {
        Reaction.Builder reaction = message.getReactionsBuilder(place);
        if (reaction.getCount() <= 1) {
            message.removeReactions(place);
        } else {
            reaction.setCount(reaction.getCount() - 1).setMine(reaction.getMine() && !mine);
        }
    }

    /** The message with this seq, if it is kept and has not been taken back. */
    private @Nullable ClientEvent there(long seq) {
        ClientEvent event = events.get(seq);
        return event != null && event.getMessage().hasContent() ? event : null;
    }

    private static ClientEvent with(ClientEvent event, Message.Builder message) {
        return event.toBuilder().setMessage(message).build();
    }
}
