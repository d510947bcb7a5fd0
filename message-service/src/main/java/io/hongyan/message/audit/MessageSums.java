package io.hongyan.message.audit;

/**
 * What the rows of a conversation's countable messages add up to: enough to notice that one of them is wrong.
 *
 * @param count how many there are
 * @param seqs the sum of their seqs
 * @param cseqs the sum of their numbers among the countable messages
 * @param owns the sum of their numbers among those of their senders
 * @param recalled how many were taken back
 * @param recalledSeqs the sum of their seqs: which ones they were, and not only how many
 * @param recalledSquares the sum of the squares of their seqs, for those of the same sum
 */
public record MessageSums(
        long count, long seqs, long cseqs, long owns, long recalled, long recalledSeqs, long recalledSquares) {

    /** Of no messages. */
    public static final MessageSums NONE = new MessageSums(0, 0, 0, 0, 0, 0, 0);
}
