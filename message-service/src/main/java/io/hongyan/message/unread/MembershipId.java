package io.hongyan.message.unread;

/** Whose membership, and where. */
public record MembershipId(String conversationId, String userId) {}
