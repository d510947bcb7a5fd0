package io.hongyan.faults.run;

import io.hongyan.faults.schedule.Scope;
import io.hongyan.faults.schedule.Settings;
import java.time.Duration;
import java.util.List;

/**
 * What to run.
 *
 * @param seed of the schedule, or of the first one
 * @param seeds how many are run, one after another: this one and those that follow
 * @param minutes of activity of each, at least 1; starting and quiet points come on top
 * @param rate how much all people together do in a second
 * @param scope which faults
 * @param extras what else
 */
record FaultOptions(long seed, int seeds, int minutes, int rate, Scope scope, Extras extras) {

    private static final String USAGE =
            "--seed N [--seeds COUNT] [--minutes M] [--rate ACTS] [--only none|KIND|VICTIM|KIND-VICTIM[,…]] "
                    + Extras.USAGE;
    private static final int USERS_MIN = 20;

    /** Servers refuse what one person cannot have meant to do: with more acts there are more users. */
    private static final int ACTS_PER_USER_MAX = 3;

    private static final Duration ROUND = Duration.ofSeconds(30);
    private static final int RATE = 20;
    private static final int RATE_MAX = 1_000;
    private static final int SEEDS_MAX = 10_000;
    private static final int MINUTES_MAX = 24 * 60;

    static FaultOptions parse(List<String> arguments) {
        long seed = 1;
        int seeds = 1;
        int minutes = 1;
        int rate = RATE;
        Scope scope = Scope.ALL;
        Extras extras = Extras.NONE;
        for (int i = 0; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException("%s wants a value. Options: %s".formatted(option, USAGE));
            }
            String value = arguments.get(i + 1);
            switch (option) {
                case "--seed" -> seed = number(option, value);
                case "--seeds" -> seeds = Extras.number(option, value, 1, SEEDS_MAX);
                case "--minutes" -> minutes = Extras.number(option, value, 1, MINUTES_MAX);
                case "--rate" -> rate = Extras.number(option, value, 1, RATE_MAX);
                case "--only" -> scope = Scope.of(value);
                default -> {
                    Extras more = extras.with(option, value);
                    if (more == null) {
                        throw new IllegalArgumentException("Unknown option %s. Options: %s".formatted(option, USAGE));
                    }
                    extras = more;
                }
            }
        }
        if (seeds > 1 && (extras.shrink() > 0 || extras.people() != null || extras.faults() != null)) {
            throw new IllegalArgumentException(
                    "--shrink, --people and --faults are for one seed, not for --seeds %d.".formatted(seeds));
        }
        return new FaultOptions(seed, seeds, minutes, rate, scope, extras);
    }

    Settings settings(long one) {
        int rounds = Math.toIntExact(Duration.ofMinutes(minutes).dividedBy(ROUND));
        return new Settings(one, Math.max(USERS_MIN, rate / ACTS_PER_USER_MAX), rounds, ROUND, rate, scope);
    }

    private static long number(String option, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s wants a number, not %s.".formatted(option, value), e);
        }
    }
}
