package io.hongyan.client.login;

import io.hongyan.proto.client.v1.Error;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Decides what to do after a connection ended. Pauses double and are jittered, so that a crowd does not come at once. */
public final class Reconnecting {

    /** The pause after the first failure, before jitter. */
    public static final Duration PAUSE_MIN = Duration.ofMillis(500);

    /** The longest pause, before jitter. */
    public static final Duration PAUSE_MAX = Duration.ofSeconds(30);

    private static final int DOUBLINGS_MAX = 10;

    private Reconnecting() {}

    /**
     * Decides.
     *
     * @param error what the server said at the end, if it said anything
     * @param failures how many connections in a row ended soon, this one included; 0 if it had lasted
     * @param tokenWasNew whether the token had been fetched for this login
     * @param random 0 to 1
     */
    public static Next after(@Nullable Error error, int failures, boolean tokenWasNew, double random) {
        if (error == null) {
            return new Next.Login(pause(failures, random), false);
        }
        return switch (error.getCode()) {
            case ERROR_CODE_TOKEN_EXPIRED ->
                new Next.Login(failures > 1 ? pause(failures, random) : Duration.ZERO, true);
            // Keys may have changed since an old token was made; a new one that is refused will be refused again.
            // An old one that was taken back may have a good successor.
            case ERROR_CODE_TOKEN_INVALID, ERROR_CODE_TOKEN_REVOKED ->
                tokenWasNew ? new Next.Stop(error.getMessage()) : new Next.Login(pause(failures, random), true);
            default ->
                error.getRetry() || error.getCode() == io.hongyan.proto.error.v1.ErrorCode.UNRECOGNIZED
                        ? new Next.Login(atLeast(error.getRetryAfterMs(), pause(failures, random)), false)
                        : new Next.Stop(error.getMessage());
        };
    }

    /** A pause that doubles with each failure; half of it is jitter. */
    public static Duration pause(int failures, double random) {
        int doublings = Math.clamp(failures - 1L, 0, DOUBLINGS_MAX);
        long millis = Math.min(PAUSE_MAX.toMillis(), PAUSE_MIN.toMillis() << doublings);
        return Duration.ofMillis((long) (millis / 2.0 + millis / 2.0 * random));
    }

    private static Duration atLeast(int unsignedMillis, Duration pause) {
        Duration told = Duration.ofMillis(Integer.toUnsignedLong(unsignedMillis));
        return told.compareTo(pause) > 0 ? told : pause;
    }
}
