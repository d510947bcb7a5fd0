package io.hongyan.push.audience;

/**
 * Whether a user is in a conversation.
 *
 * @param present false after leaving
 * @param joinedSeq the seq of the event that made it so; of joining, messages count from here on
 */
public record Membership(boolean present, long joinedSeq) {}
