package io.hongyan.message.unread;

import io.hongyan.proto.events.v1.Event;

/**
 * An event with its place in the log, as whoever asks why is told.
 *
 * @param partition of {@code hongyan.events.v1}
 * @param offset there
 * @param event what the record says
 */
public record Recorded(int partition, long offset, Event event) {}
