package io.hongyan.eventlog;

import org.jspecify.annotations.Nullable;

/**
 * A decoded record with its place in the log.
 *
 * @param partition the partition it was read from
 * @param offset its offset there
 * @param traceparent the trace it belongs to, if there is one
 * @param value what it says
 */
public record Logged<T>(
        int partition, long offset, @Nullable String traceparent, T value) {}
