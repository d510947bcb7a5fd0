package io.hongyan.history.search;

/**
 * The part of a conversation that somebody may see.
 *
 * @param conversationId which conversation
 * @param firstSeq the first event
 * @param lastSeq the last one; {@link #TO_THE_END} while there is no last one
 */
public record Seen(String conversationId, long firstSeq, long lastSeq) {

    /** Greater than any number. */
    public static final long TO_THE_END = Long.MAX_VALUE;
}
