package io.hongyan.connector.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many frames a connection may send: by itself, and together with its user's other connections. One that goes on
 * regardless is a flood. Not for use by several threads; the user's part is shared and guarded.
 */
public final class Allowance {

    private static final int FORGOTTEN_PER_SECOND = 1;

    private final LimitsConfig limits;
    private final TokenBucket frames;
    private Users.@Nullable Shared user;
    private @Nullable TokenBucket refusals; // most connections never need it

    /** What a new connection may send. */
    public Allowance(LimitsConfig limits, Instant now) {
        this.limits = limits;
        this.frames = new TokenBucket(limits.framesPerSecond(), limits.framesBurst(), now);
    }

    /** From now on the user's frames are counted together as well. */
    public void share(Users.Shared shared) {
        user = shared;
    }

    /** What may become of a frame that has come. */
    public sealed interface Verdict {

        /** It may be handled. */
        record Admitted() implements Verdict {}

        /** It may not be handled; another one may after that time. */
        record Refused(Scope scope, int retryAfterMillis) implements Verdict {}

        /** It is one too many of those refused. */
        record Flood() implements Verdict {}
    }

    /** Whose frames are too many. */
    public enum Scope {
        /** This connection's. */
        CONNECTION,
        /** All of the user's. */
        USER
    }

    private static final Verdict ADMITTED = new Verdict.Admitted();

    /** Counts a frame and says what may become of it. */
    public Verdict admit(Instant now) {
        if (!frames.take(now)) {
            return refuse(Scope.CONNECTION, frames.millisToNext(now), now);
        }
        int wait = user == null ? 0 : user.take(now);
        return wait == 0 ? ADMITTED : refuse(Scope.USER, wait, now);
    }

    private Verdict refuse(Scope scope, int retryAfterMillis, Instant now) {
        if (refusals == null) {
            refusals = new TokenBucket(FORGOTTEN_PER_SECOND, limits.refusedFramesMax(), now);
        }
        return refusals.take(now) ? new Verdict.Refused(scope, retryAfterMillis) : new Verdict.Flood();
    }
}
