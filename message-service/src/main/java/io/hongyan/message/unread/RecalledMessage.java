package io.hongyan.message.unread;

/** A countable message that counts no more. */
public record RecalledMessage(String conversationId, long seq) {}
