package io.hongyan.push.send.lane;

import io.hongyan.push.decision.Backoff;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether a provider is to be left alone.
 *
 * <pre>
 *            so many failures in a row            the rest is over
 * Closed ──────────────────────────────▶ Resting ──────────────────▶ Probing ──success──▶ Closed
 *    ▲                                   │  ▲                          │
 *    └──────a success, sent before───────┘  └────────failure───────────┘ a longer rest
 * </pre>
 *
 * While probing, one alert at a time is let through.
 */
public sealed interface Circuit {

    /**
     * All is well, as far as is known.
     *
     * @param failures how many attempts have failed since the last success
     */
    record Closed(int failures) implements Circuit {}

    /**
     * Nothing is let through.
     *
     * @param times how often it has rested since the last success
     * @param until when it may be tried again
     */
    record Resting(int times, Instant until) implements Circuit {}

    /**
     * One alert is under way, to see.
     *
     * @param times how often it has rested since the last success
     */
    record Probing(int times) implements Circuit {}

    /** What an attempt says about the provider. */
    enum Sign {
        /** It works. */
        SUCCESS,
        /** It does not. */
        FAILURE,
        /** There was no attempt after all. */
        NONE
    }

    /**
     * When to rest, and for how long.
     *
     * @param failuresMax after how many failures in a row
     * @param rest how long, growing while it does not help
     */
    record Terms(int failuresMax, Backoff rest) {}

    /**
     * Whether an alert is let through.
     *
     * @param next the circuit from now on
     * @param rest how long to wait before asking again; zero if it is let through
     */
    record Admission(Circuit next, Duration rest) {

        /** Whether it is let through. */
        public boolean admitted() {
            return rest.isZero();
        }
    }

    /** Until a provider has failed. */
    static Circuit start() {
        return new Closed(0);
    }

    /** Asks to be let through. Whoever is must tell by {@link #after} what came of it. */
    default Admission admit(Instant now, Terms terms) {
        return switch (this) {
            case Closed closed -> new Admission(closed, Duration.ZERO);
            case Resting(int times, Instant until) ->
                now.isBefore(until)
                        ? new Admission(this, Duration.between(now, until))
                        : new Admission(new Probing(times), Duration.ZERO);
            case Probing probing -> new Admission(probing, terms.rest().first());
        };
    }

    /** How long it rests from now on; zero if an alert would be let through. */
    default Duration rest(Instant now, Terms terms) {
        return admit(now, terms).rest();
    }

    /**
     * What an attempt that was let through makes of it.
     *
     * @param retryAfter how long the provider wants to be left alone; it rests no shorter
     * @param jitter from 0 to 1, by chance
     */
    default Circuit after(Sign sign, Duration retryAfter, Instant now, double jitter, Terms terms) {
        return switch (sign) {
            case SUCCESS -> start();
            case NONE -> this instanceof Probing(int times) ? new Resting(times, now) : this;
            case FAILURE ->
                switch (this) {
                    case Closed(int failures) ->
                        failures + 1 < terms.failuresMax()
                                ? new Closed(failures + 1)
                                : resting(1, retryAfter, now, jitter, terms);
                    case Resting resting -> resting; // sent before it rested: that it failed is no news
                    case Probing(int times) -> resting(times + 1, retryAfter, now, jitter, terms);
                };
        };
    }

    private static Resting resting(int times, Duration retryAfter, Instant now, double jitter, Terms terms) {
        Duration pause = terms.rest().pause(times, jitter);
        return new Resting(times, now.plus(pause.compareTo(retryAfter) > 0 ? pause : retryAfter));
    }
}
