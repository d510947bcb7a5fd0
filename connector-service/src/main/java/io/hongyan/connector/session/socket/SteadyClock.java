package io.hongyan.connector.session.socket;

import java.time.Instant;
import java.time.InstantSource;

/** Shows about the time of day, but never jumps: a clock that is set must not make connections look silent. */
final class SteadyClock implements InstantSource {

    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }
}
