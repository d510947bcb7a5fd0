package io.hongyan.message.sequencer;

import io.hongyan.message.sequencer.Decision.Accepted;
import io.hongyan.message.sequencer.Decision.Refused;
import io.hongyan.message.sequencer.Decision.Unchanged;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MessageRecalled;
import io.hongyan.proto.events.v1.Role;
import io.hongyan.proto.events.v1.TimerChanged;
import java.time.Duration;
import java.time.Instant;

/** Messages disappear some time after they were sent: they are taken back by an event like any other, which nobody asked for. */
final class Expiring {

    /** Bounds of the time: part of the contract. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final Duration LONGEST = Duration.ofDays(366);

    private Expiring() {}

    static Decision setTimer(Snapshot state, Command command, Instant now) {
        String actor = command.getActor().getUserId();
        Refused refused = state.id() instanceof ConversationId.Group
                ? Access.role(state, actor, Role.ROLE_ADMIN)
                : Access.member(state, actor);
        if (refused != null) {
            return refused;
        }
        Refused blocked = Access.blocked(state);
        if (blocked != null) {
            return blocked;
        }
        long duration = command.getSetTimer().getDurationMs();
        if (duration != 0 && (duration < SHORTEST.toMillis() || duration > LONGEST.toMillis())) {
            return Fields.invalid(
                    "duration_ms must be 0, or " + SHORTEST.toMillis() + " to " + LONGEST.toMillis() + ".");
        }
        return duration == state.head().timerMs()
                ? new Unchanged(0, state.head().timeMs())
                : new Accepted(Numbering.shown(state.head(), command, now, false)
                        .setTimerChanged(TimerChanged.newBuilder().setDurationMs(duration))
                        .build());
    }

    /** A message with the time at which it disappears, if messages do. */
    static Event timed(Event message, Head head) {
        return head.timerMs() == 0
                ? message
                : message.toBuilder()
                        .setMessageSent(
                                message.getMessageSent().toBuilder().setExpiresMs(message.getTimeMs() + head.timerMs()))
                        .build();
    }

    static Event expire(Snapshot state, String conversationId, Shown message, Instant now) {
        Command nobodys = Command.newBuilder()
                .setConversationId(conversationId)
                .setActor(Actor.newBuilder().setUserId(message.senderId()))
                .build();
        return Numbering.shown(state.head(), nobodys, now, false)
                .setMessageRecalled(MessageRecalled.newBuilder()
                        .setTargetSeq(message.stamp().seq())
                        .setTargetCseq(message.cseq())
                        .setTargetSenderId(message.senderId())
                        .setTargetCountable(message.countable())
                        .setExpired(true))
                .build();
    }
}
