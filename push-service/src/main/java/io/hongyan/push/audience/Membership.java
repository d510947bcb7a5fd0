package io.hongyan.push.audience;

/**
 * Whether a user is in a conversation, as far as some events tell.
 *
 * @param present false after leaving
 * @param joinedSeq the seq of the latest event by which the user came; messages count from here on. 0 where these events
 *     do not tell, because the user came before them: leaving alone never changes since when somebody was there
 */
public record Membership(boolean present, long joinedSeq) {

    static Membership joined(long seq) {
        return new Membership(true, seq);
    }

    static Membership left() {
        return new Membership(false, 0);
    }

    /**
     * What holds after both, the other one being told by earlier events. It does not matter which events were put together
     * first, hence not how the log is cut into batches; the statement that writes memberships does the same.
     */
    public Membership after(Membership before) {
        return new Membership(present, joinedSeq > 0 ? joinedSeq : before.joinedSeq);
    }
}
