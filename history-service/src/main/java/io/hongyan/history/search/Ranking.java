package io.hongyan.history.search;

import java.time.Duration;

/** How good a hit is. */
final class Ranking {

    /** After this, being new counts half. */
    private static final double HALVED_MS = Duration.ofDays(30).toMillis();

    private Ranking() {}

    /**
     * The score of a message: what its words are worth, and up to twice that if it is new. No age makes a message worthless.
     *
     * @param words what PostgreSQL says of its words, from 0 on
     * @param asOfMs when the search began, in milliseconds since 1970 UTC
     */
    static double score(float words, long timeMs, long asOfMs) {
        double age = Math.max(0, asOfMs - timeMs);
        return words * (1 + Math.pow(0.5, age / HALVED_MS));
    }
}
