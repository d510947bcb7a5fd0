package io.hongyan.push.audience;

/**
 * A message says something else. Who was alerted of it is not alerted again; who is still to be hears what it says now.
 *
 * @param conversationId where
 * @param seq which
 * @param body what an alert may say of it
 */
public record Edit(String conversationId, long seq, String body) {}
