package io.hongyan.message.api;

import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_INVALID_ARGUMENT;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_NOT_ALLOWED;

import io.hongyan.message.api.Outcome.Failed;
import io.hongyan.proto.revocations.v1.Revocation;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes a revocation of a back end's request, or says what is wrong with it. */
public sealed interface Revoking {

    /** To be written to the log. */
    record Accepted(Revocation revocation) implements Revoking {}

    /** Not to be written. */
    record Refused(Failed why) implements Revoking {}

    /** How far ahead of ours the issuer's clock may be. More would shut a user out for long by a slip of the pen. */
    Duration AHEAD_MAX = Duration.ofMinutes(5);

    /**
     * Decides.
     *
     * @param issuedBeforeMs tokens from before are taken back; null for all that were issued until now
     */
    static Revoking decide(Caller caller, String userId, @Nullable Long issuedBeforeMs, Instant now) {
        if (!Form.USER.matcher(userId).matches()) {
            return refused(Outcome.failed(
                    ERROR_CODE_INVALID_ARGUMENT, "The user must be 1 to 64 characters of [A-Za-z0-9._@-]."));
        }
        if (!caller.mayRevoke(userId)) {
            return refused(
                    Outcome.failed(ERROR_CODE_NOT_ALLOWED, "This credential may not take back this user's tokens."));
        }
        long before = issuedBeforeMs == null ? now.toEpochMilli() : issuedBeforeMs;
        if (before < 0 || before > now.plus(AHEAD_MAX).toEpochMilli()) {
            return refused(Outcome.failed(
                    ERROR_CODE_INVALID_ARGUMENT,
                    "issuedBeforeMs must be milliseconds since 1970 UTC, and no more than 5 minutes ahead."));
        }
        return new Accepted(Revocation.newBuilder()
                .setUserId(userId)
                .setIssuedBeforeMs(before)
                .setTimeMs(now.toEpochMilli())
                .setRevokedBy(caller.name())
                .build());
    }

    private static Refused refused(Failed why) {
        return new Refused(why);
    }
}
