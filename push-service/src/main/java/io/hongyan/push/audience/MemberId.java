package io.hongyan.push.audience;

/**
 * A user in a conversation.
 *
 * @param conversationId where
 * @param userId who
 */
public record MemberId(String conversationId, String userId) {}
