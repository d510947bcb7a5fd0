package io.hongyan.message.unread;

/**
 * A message that raises unread counts, without what it says.
 *
 * @param conversationId where
 * @param seq its number among the events shown
 * @param cseq its number among the countable messages
 * @param senderId whose count it does not raise
 */
public record CountableMessage(String conversationId, long seq, long cseq, String senderId) {}
