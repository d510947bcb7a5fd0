package io.hongyan.message.router;

/**
 * A user's exact unread counts at one moment.
 *
 * @param readSeq the read cursor that {@code unread} is counted from
 * @param unread in the conversation
 * @param total in all conversations that are not muted
 */
public record Counts(long readSeq, long unread, long total) {}
