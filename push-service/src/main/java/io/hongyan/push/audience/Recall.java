package io.hongyan.push.audience;

/**
 * A message was taken back.
 *
 * @param conversationId where
 * @param seq which
 */
public record Recall(String conversationId, long seq) {}
