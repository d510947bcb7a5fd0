package io.hongyan.faults.run;

import io.hongyan.faults.schedule.Scope;
import io.hongyan.faults.schedule.Settings;
import java.time.Duration;
import java.util.List;

/**
 * What to run.
 *
 * @param seed of the schedule
 * @param minutes of activity, at least 1; starting and quiet points come on top
 * @param scope which faults
 * @param extras what else
 */
record FaultOptions(long seed, int minutes, Scope scope, Extras extras) {

    private static final String USAGE = "--seed N [--minutes M] [--only none|KIND|VICTIM|KIND-VICTIM] " + Extras.USAGE;
    private static final int USERS = 20;
    private static final Duration ROUND = Duration.ofSeconds(30);
    private static final int ACTS_PER_SECOND = 20;

    static FaultOptions parse(List<String> arguments) {
        long seed = 1;
        int minutes = 1;
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
                case "--minutes" -> minutes = Math.toIntExact(number(option, value));
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
        if (minutes < 1 || minutes > 24 * 60) {
            throw new IllegalArgumentException("--minutes must be 1 to 1440, not %d.".formatted(minutes));
        }
        return new FaultOptions(seed, minutes, scope, extras);
    }

    Settings settings() {
        int rounds = Math.toIntExact(Duration.ofMinutes(minutes).dividedBy(ROUND));
        return new Settings(seed, USERS, rounds, ROUND, ACTS_PER_SECOND, scope);
    }

    private static long number(String option, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s wants a number, not %s.".formatted(option, value), e);
        }
    }
}
