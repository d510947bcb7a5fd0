package io.hongyan.message.sequencer;

/**
 * Where an event stands: what its author is told, the first time and every time after.
 *
 * @param seq its number among the events that are shown
 * @param timeMs its time, in milliseconds since 1970 UTC
 * @param revision its number among all events of the conversation
 */
public record Stamp(long seq, long timeMs, long revision) {}
