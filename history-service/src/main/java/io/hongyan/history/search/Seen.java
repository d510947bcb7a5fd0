package io.hongyan.history.search;

/**
 * The part of a conversation that somebody may see.
 *
 * @param conversationId which conversation
 * @param firstSeq the first event
 * @param lastSeq the last one; the greatest number while there is no last one
 */
public record Seen(String conversationId, long firstSeq, long lastSeq) {}
