package io.hongyan.examples.webhooks;

import java.time.Duration;
import java.util.Optional;

/** What came of one request. */
public sealed interface Answer {

    /** The receiver has it. */
    record Taken() implements Answer {}

    /** It may be taken later. {@code pause} is how long the receiver asked for, if it did. */
    record Failed(String reason, Optional<Duration> pause) implements Answer {}

    /** It will never be taken: another try would be the same. */
    record Refused(String reason) implements Answer {}

    /**
     * What an HTTP status means. Only what is about this one request refuses it: after a wrong path or an expired certificate of the
     * receiver's own it is tried again, since somebody will mend that.
     *
     * @param pause what {@code Retry-After} said
     */
    static Answer of(int status, Optional<Duration> pause) {
        if (status >= 200 && status < 300) {
            return new Taken();
        }
        return switch (status) {
            case 400, 413, 415, 422 -> new Refused("HTTP " + status);
            default -> new Failed("HTTP " + status, pause);
        };
    }
}
