package io.hongyan.push.send;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of handing an alert to a provider. */
public sealed interface Reply {

    /** It takes it. */
    record Accepted() implements Reply {}

    /**
     * The token leads nowhere.
     *
     * @param since since when the provider knows; null if it does not say
     */
    record TokenInvalid(@Nullable Instant since) implements Reply {}

    /**
     * It will never take this alert.
     *
     * @param reason in the provider's words
     */
    record Refused(String reason) implements Reply {}

    /**
     * Too much for this one device. Says nothing about others.
     *
     * @param reason in the provider's words
     * @param retryAfter how long the provider wants to be left alone; zero if it does not say
     */
    record Busy(String reason, Duration retryAfter) implements Reply {

        public Busy(String reason) {
            this(reason, Duration.ZERO);
        }
    }

    /**
     * Not now, and most likely not for others either: it is overloaded or down, cannot be reached, answers what nobody
     * understands, or does not accept our own credentials.
     *
     * @param reason in the provider's words, or those of the failure
     * @param retryAfter how long the provider wants to be left alone; zero if it does not say
     */
    record Unavailable(String reason, Duration retryAfter) implements Reply {

        public Unavailable(String reason) {
            this(reason, Duration.ZERO);
        }
    }

    /**
     * It was not handed over.
     *
     * @param why what kept it
     * @param rest how long the same will keep it at least
     */
    record PutBack(Why why, Duration rest) implements Reply {}

    /** What keeps an alert from being handed to its provider. */
    enum Why {
        /** As many wait for this provider as may. */
        FULL,
        /** As many wait for their turn as the app may send in the time that they have. */
        LIMITED,
        /** The provider failed again and again, and is left alone for a while. */
        RESTING,
        /** Its lease would end before an answer. */
        LATE
    }
}
