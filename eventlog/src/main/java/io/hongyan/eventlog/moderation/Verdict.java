package io.hongyan.eventlog.moderation;

/** Whether something may be said. */
public sealed interface Verdict {

    /** The longest reason, in characters. */
    int REASON_MAX = 500;

    /** It may. */
    record Allowed() implements Verdict {}

    /**
     * It may not.
     *
     * @param reason for the sender, never empty
     */
    record Refused(String reason) implements Verdict {}

    /** Nobody says, and what nobody has looked at is not to be said. It may be tried again. */
    record Unknown() implements Verdict {}
}
