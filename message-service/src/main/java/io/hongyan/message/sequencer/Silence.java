package io.hongyan.message.sequencer;

import io.hongyan.message.sequencer.Decision.Accepted;
import io.hongyan.message.sequencer.Decision.Refused;
import io.hongyan.message.sequencer.Decision.Unchanged;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.events.v1.MembersSilenced;
import io.hongyan.proto.events.v1.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Admins keep members from speaking for a while. It ends by the times of events, so that a replay comes to the same. */
final class Silence {

    /** The longest that it lasts at a time: part of the contract. */
    private static final Duration LONGEST = Duration.ofDays(366);

    private Silence() {}

    static Decision silence(Snapshot state, Command command, Instant now) {
        Refused refused = Access.role(state, command.getActor().getUserId(), Role.ROLE_ADMIN);
        if (refused != null) {
            return refused;
        }
        List<String> asked = command.getSilenceMembers().getUserIdsList();
        Refused badUsers = Fields.users(asked, 1, Limits.USERS_PER_COMMAND_MAX);
        if (badUsers != null) {
            return badUsers;
        }
        long duration = command.getSilenceMembers().getDurationMs();
        if (Long.compareUnsigned(duration, LONGEST.toMillis()) > 0) {
            return Fields.invalid("duration_ms must be at most " + LONGEST.toMillis() + ".");
        }
        if (!asked.stream().allMatch(user -> state.member(user).isIn())) {
            return Fields.invalid("user_ids must be those of members.");
        }
        if (asked.stream().anyMatch(user -> state.member(user).isAtLeast(Role.ROLE_ADMIN))) {
            return Access.notAllowed("Only members who are neither admin nor owner can be silenced.");
        }
        long nowMs = Numbering.timeMs(state.head(), now);
        long until = duration == 0 ? 0 : nowMs + duration;
        List<String> changed = asked.stream()
                .distinct()
                .filter(user -> changes(state.member(user).silencedUntilMs(), until, nowMs))
                .toList();
        return changed.isEmpty()
                ? new Unchanged(0, state.head().timeMs())
                : new Accepted(Numbering.shown(state.head(), command, now, false)
                        .setMembersSilenced(MembersSilenced.newBuilder()
                                .addAllUserIds(changed)
                                .setUntilMs(until))
                        .build());
    }

    /** Whoever may speak again is told so only while it is not so yet. */
    private static boolean changes(long before, long until, long nowMs) {
        return until == 0 ? before > nowMs : before != until;
    }
}
