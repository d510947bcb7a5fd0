package io.hongyan.push.audience;

import java.time.Instant;

/**
 * A message was taken back.
 *
 * @param conversationId where
 * @param seq which
 * @param revision of the event by which it was
 * @param at when
 */
public record Recall(String conversationId, long seq, long revision, Instant at) {}
