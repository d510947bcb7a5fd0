package io.hongyan.faults.schedule;

import java.time.Duration;

/**
 * What a schedule is made of.
 *
 * @param seed the same one gives the same schedule
 * @param users how many, at least 2
 * @param rounds how many, at least 1
 * @param roundTime how long one is, without the rest after it
 * @param actsPerSecond how much all people together do
 * @param scope which faults; what people do is the same for all scopes
 */
public record Settings(long seed, int users, int rounds, Duration roundTime, int actsPerSecond, Scope scope) {

    /** What somebody or something is called in this schedule only: several may happen to one suite. */
    public String name(String ofMany) {
        return ofMany + "-" + seed;
    }

    /** Rejects what nothing can happen in. */
    public Settings {
        if (users < 2 || rounds < 1 || roundTime.toMillis() < 1_000 || actsPerSecond < 1) {
            throw new IllegalArgumentException(
                    "There must be 2 users, a round of a second and an act per second at least, not %d, %d of %s and %d."
                            .formatted(users, rounds, roundTime, actsPerSecond));
        }
    }
}
