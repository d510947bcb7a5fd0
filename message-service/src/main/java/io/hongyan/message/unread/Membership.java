package io.hongyan.message.unread;

import io.hongyan.proto.events.v1.Role;
import org.jspecify.annotations.Nullable;

/**
 * One user in one conversation, now or formerly.
 *
 * @param id who, and where
 * @param role the role; unspecified for two people and for whoever has left
 * @param joinedSeq the event from which the user sees the conversation; 1 for two people
 * @param readSeq the read cursor, which only moves forward, even over leaving and joining again
 * @param deliveredSeq the highest seq that any of the user's devices has; what is read has been delivered
 * @param muted whether the user muted it
 * @param blocked whether the user blocked the other one of two
 * @param left how the user left; null for a member
 * @param arrangement how the user's own list has it
 * @param silencedUntilMs until when an admin keeps the user from speaking, in milliseconds since 1970 UTC; 0: nobody does
 * @param moved what moved the read cursor last; null if nothing did, or if that was before it was kept
 */
public record Membership(
        MembershipId id,
        Role role,
        long joinedSeq,
        long readSeq,
        long deliveredSeq,
        boolean muted,
        boolean blocked,
        @Nullable Departure left,
        Arrangement arrangement,
        long silencedUntilMs,
        @Nullable CursorMove moved) {

    public Membership {
        if (role == Role.UNRECOGNIZED) {
            role = Role.ROLE_UNSPECIFIED; // one of a newer release, whose number this one could not write
        }
    }

    /** The membership of somebody who was never there before. */
    static Membership first(MembershipId id, Role role, long joinedSeq) {
        return new Membership(id, role, joinedSeq, 0, 0, false, false, null, Arrangement.NONE, 0, null);
    }

    boolean isMember() {
        return left == null;
    }

    /** Back again: what was read and muted stays so, and what was said meanwhile is not seen. */
    Membership rejoined(Role newRole, long seq) {
        return new Membership(
                id,
                newRole,
                seq,
                readSeq,
                deliveredSeq,
                muted,
                blocked,
                null,
                arrangement.rejoined(),
                silencedUntilMs,
                moved);
    }

    /** How it is once the user has left; the head is that of the event of leaving. */
    Membership leaving(Departure departure, Head head) {
        return new Membership(
                id,
                Role.ROLE_UNSPECIFIED,
                joinedSeq,
                readSeq,
                deliveredSeq,
                muted,
                blocked,
                departure,
                arrangement.leaving(muted, head),
                silencedUntilMs,
                moved);
    }

    /** In another role. Who may silence others is silent no more. */
    Membership withRole(Role newRole) {
        long until = newRole.getNumber() >= Role.ROLE_ADMIN.getNumber() ? 0 : silencedUntilMs;
        return new Membership(
                id, newRole, joinedSeq, readSeq, deliveredSeq, muted, blocked, left, arrangement, until, moved);
    }

    /** The cursor after somebody has read; a record that does not move it forward changes nothing. */
    Membership read(long seq, CursorMove by) {
        return seq <= readSeq
                ? this
                : new Membership(
                        id,
                        role,
                        joinedSeq,
                        seq,
                        Math.max(deliveredSeq, seq),
                        muted,
                        blocked,
                        left,
                        arrangement.marked(false),
                        silencedUntilMs,
                        by);
    }

    Membership delivered(long seq) {
        return new Membership(
                id,
                role,
                joinedSeq,
                readSeq,
                Math.max(deliveredSeq, seq),
                muted,
                blocked,
                left,
                arrangement,
                silencedUntilMs,
                moved);
    }

    /** Muted or no longer, the conversation being at this head. */
    Membership withMuted(boolean nowMuted, Head head) {
        Arrangement now = nowMuted == muted ? arrangement : arrangement.muting(nowMuted, head);
        return new Membership(
                id, role, joinedSeq, readSeq, deliveredSeq, nowMuted, blocked, left, now, silencedUntilMs, moved);
    }

    Membership withBlocked(boolean nowBlocked) {
        return new Membership(
                id,
                role,
                joinedSeq,
                readSeq,
                deliveredSeq,
                muted,
                nowBlocked,
                left,
                arrangement,
                silencedUntilMs,
                moved);
    }

    Membership silenced(long untilMs) {
        return new Membership(
                id, role, joinedSeq, readSeq, deliveredSeq, muted, blocked, left, arrangement, untilMs, moved);
    }

    Membership with(Arrangement now) {
        return new Membership(
                id, role, joinedSeq, readSeq, deliveredSeq, muted, blocked, left, now, silencedUntilMs, moved);
    }
}
