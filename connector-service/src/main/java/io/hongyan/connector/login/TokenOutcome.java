package io.hongyan.connector.login;

import java.time.Instant;

/** What becomes of a token. */
public sealed interface TokenOutcome {

    /**
     * It is good, and says who it is.
     *
     * @param issued when it was made; {@link Instant#MIN} where it does not say
     * @param expires until when it is good, the leeway included
     */
    record Verified(String userId, Instant issued, Instant expires) implements TokenOutcome {}

    /** It does not fit. The sentence says what, and nothing of the token itself. */
    record Invalid(String sentence) implements TokenOutcome {}

    /** It was good, and has been taken back. */
    record Revoked() implements TokenOutcome {}

    /** It was good once. */
    record Expired() implements TokenOutcome {}

    /** It could not be verified now: no keys yet, or too many others are waiting. */
    record Unavailable(String sentence) implements TokenOutcome {}
}
