package io.hongyan.message.sequencer;

import io.hongyan.message.sequencer.Decision.Accepted;
import io.hongyan.message.sequencer.Decision.Refused;
import io.hongyan.message.sequencer.Decision.Unchanged;
import io.hongyan.proto.commands.v1.Arrange;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.events.v1.Arranged;
import io.hongyan.proto.events.v1.Event;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Pinned, archived, marked as unread: how somebody's own list has a conversation. Nobody else is told. */
final class Arranging {

    private Arranging() {}

    static Decision arrange(Snapshot state, Command command, Instant now) {
        Arrange wanted = command.getArrange();
        Member actor = state.member(command.getActor().getUserId());
        Refused refused = refusal(state, actor, wanted);
        if (refused != null) {
            return refused;
        }
        Arrangement before = actor.arrangement();
        Head head = state.head();
        return switch (wanted.getChangeCase()) {
            case PINNED ->
                wanted.getPinned() == before.pinnedMs() > 0
                        ? new Unchanged(head.seq(), before.pinnedMs())
                        : accepted(state, command, now, Arranged.newBuilder().setPinned(wanted.getPinned()));
            // Archived anew, it is so as of now: something may have brought it out.
            case ARCHIVED ->
                before.archivedSeq() == (wanted.getArchived() ? head.seq() : 0)
                        ? new Unchanged(head.seq(), head.timeMs())
                        : accepted(state, command, now, Arranged.newBuilder().setArchived(wanted.getArchived()));
            case MARKED_UNREAD ->
                wanted.getMarkedUnread() == before.markedUnread()
                        ? new Unchanged(head.seq(), head.timeMs())
                        : marked(state, command, now, wanted.getMarkedUnread());
            case CHANGE_NOT_SET -> Fields.invalid("Arrange needs a change: pinned, archived or marked_unread.");
        };
    }

    /** The mark set, or taken away by whoever asks for that or reads. */
    static Accepted marked(Snapshot state, Command command, Instant now, boolean unread) {
        return accepted(state, command, now, Arranged.newBuilder().setMarkedUnread(unread));
    }

    /** Whoever has left still has it in the list, but can read nothing new there. */
    private static @Nullable Refused refusal(Snapshot state, Member actor, Arrange wanted) {
        Refused outsider = Access.member(state, actor.userId());
        if (outsider != null && (!actor.hasLeft() || wanted.getMarkedUnread())) {
            return outsider;
        }
        return state.head().seq() == 0
                ? new Refused(
                        ErrorCode.ERROR_CODE_NOT_A_MEMBER, "Nothing was said in this conversation yet: there is none.")
                : null;
    }

    private static Accepted accepted(Snapshot state, Command command, Instant now, Arranged.Builder arranged) {
        return new Accepted(own(state, command, now).setArranged(arranged).build());
    }

    /** An event about what is the actor's own, which counts as such. */
    static Event.Builder own(Snapshot state, Command command, Instant now) {
        Member actor = state.member(command.getActor().getUserId());
        return Numbering.unshown(state.head(), command, now)
                .setOwnVersion(actor.arrangement().version() + 1);
    }
}
