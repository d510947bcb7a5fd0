package io.hongyan.message.sequencer;

import io.hongyan.proto.events.v1.Role;

/**
 * How somebody stands to a conversation. Cursors and settings outlive leaving; all sequences are 0 before the first.
 *
 * @param userId who
 * @param role the role in the group; unspecified for who is not in it, and in conversations of two
 * @param joinedSeq the seq of the event of joining, the last time if more than once
 * @param leftSeq the seq of the event of leaving, the last time if more than once
 * @param readSeq the read cursor
 * @param deliveredSeq the highest seq any device has confirmed
 * @param deliveredForegroundSeq the highest seq a device has confirmed with the app in the foreground
 * @param muted whether it is muted for this user
 * @param blocked whether this user has blocked the other one of two
 * @param arrangement how this user's own list has it
 * @param silencedUntilMs until when this user may not speak, in milliseconds since 1970 UTC; 0 for who never was kept from it
 */
public record Member(
        String userId,
        Role role,
        long joinedSeq,
        long leftSeq,
        long readSeq,
        long deliveredSeq,
        long deliveredForegroundSeq,
        boolean muted,
        boolean blocked,
        Arrangement arrangement,
        long silencedUntilMs) {

    /** Somebody of whom nothing is known. */
    public static Member stranger(String userId) {
        return new Member(userId, Role.ROLE_UNSPECIFIED, 0, 0, 0, 0, 0, false, false, Arrangement.NONE, 0);
    }

    /** Whether the user is in the group. */
    public boolean isIn() {
        return role != Role.ROLE_UNSPECIFIED;
    }

    /** Whether the user was in the group and is no more. */
    public boolean hasLeft() {
        return !isIn() && leftSeq > 0;
    }

    /** Whether the role is this one or a higher one. */
    public boolean isAtLeast(Role least) {
        return role.getNumber() >= least.getNumber();
    }

    Member joined(Role as, long seq) {
        return of(as, seq, leftSeq, muted, blocked, arrangement.joined());
    }

    Member left(long seq) {
        return of(Role.ROLE_UNSPECIFIED, joinedSeq, seq, muted, blocked, arrangement.left());
    }

    /** In another role. Who may silence others is silent no more. */
    Member in(Role newRole) {
        Member in = of(newRole, joinedSeq, leftSeq, muted, blocked, arrangement);
        return in.isAtLeast(Role.ROLE_ADMIN) ? in.silenced(0) : in;
    }

    Member silenced(long untilMs) {
        return new Member(
                userId,
                role,
                joinedSeq,
                leftSeq,
                readSeq,
                deliveredSeq,
                deliveredForegroundSeq,
                muted,
                blocked,
                arrangement,
                untilMs);
    }

    Member read(long seq) {
        return new Member(
                userId,
                role,
                joinedSeq,
                leftSeq,
                Math.max(readSeq, seq),
                deliveredSeq,
                deliveredForegroundSeq,
                muted,
                blocked,
                arrangement.marked(false),
                silencedUntilMs);
    }

    Member delivered(long seq, boolean foreground) {
        return new Member(
                userId,
                role,
                joinedSeq,
                leftSeq,
                readSeq,
                Math.max(deliveredSeq, seq),
                foreground ? Math.max(deliveredForegroundSeq, seq) : deliveredForegroundSeq,
                muted,
                blocked,
                arrangement,
                silencedUntilMs);
    }

    Member muted(boolean is) {
        return of(role, joinedSeq, leftSeq, is, blocked, arrangement);
    }

    Member blocked(boolean is) {
        return of(role, joinedSeq, leftSeq, muted, is, arrangement);
    }

    Member arranged(Arrangement now) {
        return of(role, joinedSeq, leftSeq, muted, blocked, now);
    }

    /** With the same cursors. */
    private Member of(
            Role newRole, long joined, long left, boolean nowMuted, boolean nowBlocked, Arrangement nowArranged) {
        return new Member(
                userId,
                newRole,
                joined,
                left,
                readSeq,
                deliveredSeq,
                deliveredForegroundSeq,
                nowMuted,
                nowBlocked,
                nowArranged,
                silencedUntilMs);
    }
}
