package io.hongyan.push.decision;

import java.time.Duration;

/** What came of trying to send an alert. */
public sealed interface Answer {

    /**
     * The provider took it.
     *
     * @param badge the badge that went with it
     * @param telling what it speaks of; without words where it went silently
     */
    record Accepted(long badge, Telling telling) implements Answer {}

    /**
     * The provider took another one, which speaks of this message too, or covers this silent one.
     *
     * @param telling which one
     */
    record Bundled(Telling telling) implements Answer {}

    /**
     * It was not tried: the user has nothing unread, hence has read this message. The unread role knew before our own
     * projection did.
     */
    record NothingUnread() implements Answer {}

    /** The provider says that the token leads nowhere any more; it has been dropped. */
    record TokenInvalid() implements Answer {}

    /** The provider will never take this alert. */
    record Refused() implements Answer {}

    /**
     * Something was down or busy: not known to be sent, and worth another attempt.
     *
     * @param jitter from 0 to 1, by chance, so that those who failed together do not return together
     * @param retryAfter how long whoever was busy wants to be left alone; zero where nobody said
     */
    record Unavailable(double jitter, Duration retryAfter) implements Answer {

        public Unavailable(double jitter) {
            this(jitter, Duration.ZERO);
        }
    }
}
