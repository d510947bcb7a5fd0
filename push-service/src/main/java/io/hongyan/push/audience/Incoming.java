package io.hongyan.push.audience;

import io.hongyan.proto.events.v1.Event;
import org.jspecify.annotations.Nullable;

/**
 * An event as it was read.
 *
 * @param event the event
 * @param traceparent the trace it belongs to, if there is one
 */
public record Incoming(Event event, @Nullable String traceparent) {}
