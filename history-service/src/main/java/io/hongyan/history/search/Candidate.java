package io.hongyan.history.search;

import java.util.Comparator;

/**
 * A message that matches.
 *
 * @param score how well; 0 where that does not matter
 * @param timeMs when it was sent, in milliseconds since 1970 UTC
 * @param conversationId where it is
 * @param seq which it is
 */
public record Candidate(double score, long timeMs, String conversationId, long seq) {

    /** The newest first; what else there is to it makes one order of all. */
    static final Comparator<Candidate> NEWEST_FIRST = Comparator.comparingLong(Candidate::timeMs)
            .thenComparing(Candidate::conversationId)
            .thenComparingLong(Candidate::seq)
            .reversed();

    /** The best first, of as good ones the newest. */
    static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingDouble(Candidate::score).reversed().thenComparing(NEWEST_FIRST);
}
