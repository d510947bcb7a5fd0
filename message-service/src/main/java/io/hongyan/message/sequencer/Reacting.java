package io.hongyan.message.sequencer;

import io.hongyan.message.sequencer.Decision.Accepted;
import io.hongyan.message.sequencer.Decision.Refused;
import io.hongyan.message.sequencer.Decision.Unchanged;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.SetReaction;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.events.v1.ReactionChanged;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Members react to messages. What is so already changes nothing, so that asking twice is safe. */
final class Reacting {

    private Reacting() {}

    static Decision setReaction(Snapshot state, Command command, Instant now) {
        Refused refused = mayReact(state, command, now);
        if (refused != null) {
            return refused;
        }
        SetReaction set = command.getSetReaction();
        if (state.reactions().contains(set.getEmoji()) == set.getPresent()) {
            return new Unchanged(0, state.head().timeMs());
        }
        if (set.getPresent() && state.reactions().size() >= Limits.REACTIONS_PER_USER_MAX) {
            return new Refused(
                    ErrorCode.ERROR_CODE_LIMIT_REACHED,
                    "A user may react to a message in " + Limits.REACTIONS_PER_USER_MAX + " ways.");
        }
        return new Accepted(Numbering.shown(state.head(), command, now, false)
                .setReactionChanged(ReactionChanged.newBuilder()
                        .setTargetSeq(set.getTargetSeq())
                        .setEmoji(set.getEmoji())
                        .setPresent(set.getPresent()))
                .build());
    }

    private static @Nullable Refused mayReact(Snapshot state, Command command, Instant now) {
        Member actor = state.member(command.getActor().getUserId());
        Refused outsider = Access.member(state, actor.userId());
        if (outsider != null) {
            return outsider;
        }
        Refused blocked = Access.blocked(state);
        if (blocked != null) {
            return blocked;
        }
        // What was said before may still be taken away.
        Refused silenced = command.getSetReaction().getPresent() ? Access.silenced(state, actor.userId(), now) : null;
        if (silenced != null) {
            return silenced;
        }
        Refused bad = Fields.emoji(command.getSetReaction().getEmoji());
        if (bad != null) {
            return bad;
        }
        // An older message than is known here may be reacted to all the same: see ADR 19.
        return Targets.isVisible(command.getSetReaction().getTargetSeq(), state.head(), actor)
                        && (state.target() == null || Targets.isThere(state.target()))
                ? null
                : Targets.notFound();
    }
}
