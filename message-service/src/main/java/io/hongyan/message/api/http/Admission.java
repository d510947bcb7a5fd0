package io.hongyan.message.api.http;

import io.hongyan.message.api.Caller;
import io.hongyan.message.api.Outcome;
import io.hongyan.message.roles.Role;
import io.hongyan.message.roles.Roles;
import io.hongyan.proto.error.v1.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets back ends in over HTTP: to a process that has the role, by their secret, as often as they may, for users of theirs. */
@ApplicationScoped
public class Admission {

    private final Credentials credentials;
    private final Roles roles;
    private final InstantSource clock = InstantSource.system();

    Admission(Credentials credentials, Roles roles) {
        this.credentials = credentials;
        this.roles = roles;
    }

    /** What came of asking to be let in. */
    public sealed interface Answer {

        /** Somebody we know. */
        record Admitted(Caller caller) implements Answer {}

        /** Nobody is let in, for a reason that the caller is told. */
        record Refused(Outcome.Failed why) implements Answer {}
    }

    /** Lets in whoever has a secret; how often, and for whom, is looked at elsewhere. */
    public Answer of(@Nullable String authorization) {
        if (!roles.has(Role.API)) {
            return refused(ErrorCode.ERROR_CODE_UNAVAILABLE, "This process does not have the role api.");
        }
        Optional<Caller> caller = credentials.recognise(authorization);
        return caller.isPresent()
                ? new Answer.Admitted(caller.get())
                : refused(ErrorCode.ERROR_CODE_UNAUTHENTICATED, "The credentials are missing or wrong.");
    }

    /**
     * Lets in who may send as a user, and asks no more often than it may.
     *
     * @param notAllowed what is said to those who may not
     */
    public Answer of(@Nullable String authorization, String userId, String notAllowed) {
        Answer known = of(authorization);
        if (!(known instanceof Answer.Admitted(Caller caller))) {
            return known;
        }
        Duration wait = caller.limit().take(clock.instant());
        if (wait.isPositive()) {
            return new Answer.Refused(
                    new Outcome.Failed(ErrorCode.ERROR_CODE_RATE_LIMITED, "This credential asks too often.", wait));
        }
        return caller.maySendAs(userId) ? known : refused(ErrorCode.ERROR_CODE_NOT_ALLOWED, notAllowed);
    }

    private static Answer refused(ErrorCode code, String sentence) {
        return new Answer.Refused(Outcome.failed(code, sentence));
    }
}
