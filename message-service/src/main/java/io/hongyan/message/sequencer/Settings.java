package io.hongyan.message.sequencer;

import io.hongyan.message.sequencer.Decision.Accepted;
import io.hongyan.message.sequencer.Decision.Refused;
import io.hongyan.message.sequencer.Decision.Unchanged;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.MarkDelivered;
import io.hongyan.proto.commands.v1.MarkRead;
import io.hongyan.proto.events.v1.BlockChanged;
import io.hongyan.proto.events.v1.DeliveredMoved;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MuteChanged;
import io.hongyan.proto.events.v1.ReadMoved;
import java.time.Instant;

/** Receipts and settings: what somebody has got, has read, does not want to hear. They have no seq. */
final class Settings {

    private Settings() {}

    static Decision markDelivered(Snapshot state, Command command, Instant now) {
        MarkDelivered mark = command.getMarkDelivered();
        Member actor = state.member(command.getActor().getUserId());
        Refused outsider = Access.member(state, actor.userId());
        if (outsider != null) {
            return formerMember(state, actor, actor.deliveredSeq(), outsider);
        }
        long seq = upToHead(mark.getSeq(), state.head());
        Member moved = actor.delivered(seq, mark.getForeground());
        if (moved.equals(actor)) {
            return new Unchanged(actor.deliveredSeq(), state.head().timeMs());
        }
        return accepted(Numbering.unshown(state.head(), command, now)
                .setDeliveredMoved(DeliveredMoved.newBuilder().setSeq(seq).setForeground(mark.getForeground())));
    }

    static Decision markRead(Snapshot state, Command command, Instant now) {
        MarkRead mark = command.getMarkRead();
        Member actor = state.member(command.getActor().getUserId());
        Refused outsider = Access.member(state, actor.userId());
        if (outsider != null) {
            return formerMember(state, actor, actor.readSeq(), outsider);
        }
        long seq = upToHead(mark.getSeq(), state.head());
        if (seq == actor.readSeq() && actor.arrangement().markedUnread()) {
            return Arranging.marked(
                    state, command, now, false); // read once more; what is behind the cursor is old news
        }
        if (seq <= actor.readSeq()) {
            return new Unchanged(actor.readSeq(), state.head().timeMs());
        }
        return accepted(Arranging.own(state, command, now)
                .setReadMoved(ReadMoved.newBuilder().setSeq(seq).setForeground(mark.getForeground())));
    }

    static Decision setMute(Snapshot state, Command command, Instant now) {
        String actor = command.getActor().getUserId();
        Refused outsider = Access.member(state, actor);
        if (outsider != null) {
            return outsider;
        }
        boolean muted = command.getSetMute().getMuted();
        if (state.member(actor).muted() == muted) {
            return new Unchanged(state.head().seq(), state.head().timeMs());
        }
        return accepted(Arranging.own(state, command, now)
                .setMuteChanged(MuteChanged.newBuilder().setMuted(muted)));
    }

    static Decision setBlock(Snapshot state, Command command, Instant now) {
        if (!(state.id() instanceof ConversationId.Two)) {
            return Fields.invalid("conversation_id must be that of two people.");
        }
        String actor = command.getActor().getUserId();
        Refused outsider = Access.member(state, actor);
        if (outsider != null) {
            return outsider;
        }
        boolean blocked = command.getSetBlock().getBlocked();
        if (state.member(actor).blocked() == blocked) {
            return new Unchanged(state.head().seq(), state.head().timeMs());
        }
        return accepted(Arranging.own(state, command, now)
                .setBlockChanged(BlockChanged.newBuilder().setBlocked(blocked)));
    }

    /** A phone confirms the event of its user's removal like any other: that is no error, and changes nothing. */
    private static Decision formerMember(Snapshot state, Member actor, long cursor, Refused outsider) {
        return actor.hasLeft() ? new Unchanged(cursor, state.head().timeMs()) : outsider;
    }

    private static long upToHead(long seq, Head head) {
        return Long.compareUnsigned(seq, head.seq()) > 0 ? head.seq() : seq;
    }

    private static Accepted accepted(Event.Builder event) {
        return new Accepted(event.build());
    }
}
