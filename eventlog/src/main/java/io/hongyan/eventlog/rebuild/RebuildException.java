package io.hongyan.eventlog.rebuild;

/** A rebuild cannot be done, or not now. Nothing has changed. */
public final class RebuildException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Why not. */
    public enum Cause {
        /** It is being done already. */
        BUSY,
        /** What there is does not allow it. */
        IMPOSSIBLE,
        /** Nobody waits for it any more. */
        CANCELLED
    }

    private final Cause why;

    /** For a cause, told in a sentence. */
    public RebuildException(Cause why, String message) {
        super(message);
        this.why = why;
    }

    /** Why not. */
    public Cause why() {
        return why;
    }
}
