package io.hongyan.fuzz.run;

import java.util.ArrayList;
import java.util.List;

/**
 * What to run.
 *
 * @param targets parts of targets' names; empty for all
 * @param minutes of fuzzing for each target, at least 1
 * @param keep whether what was found is minimised and stored beside the target, to be replayed by the tests
 */
record FuzzOptions(List<String> targets, int minutes, boolean keep) {

    private static final String USAGE = "[TARGET]... [--minutes N] [--keep]";
    private static final int MINUTES_MAX = 24 * 60;

    FuzzOptions {
        targets = List.copyOf(targets);
    }

    static FuzzOptions parse(List<String> arguments) {
        List<String> targets = new ArrayList<>();
        int minutes = 1;
        boolean keep = false;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--keep")) {
                keep = true;
            } else if (argument.equals("--minutes")) {
                i++;
                minutes = minutes(i < arguments.size() ? arguments.get(i) : "nothing");
            } else if (argument.startsWith("-")) {
                throw new IllegalArgumentException("Unknown option %s. Options: %s".formatted(argument, USAGE));
            } else {
                targets.add(argument);
            }
        }
        return new FuzzOptions(targets, minutes, keep);
    }

    /** Whether a target of this name is wanted. */
    boolean wants(String target) {
        return targets.isEmpty() || targets.stream().anyMatch(target::contains);
    }

    private static int minutes(String value) {
        try {
            int minutes = Integer.parseInt(value);
            if (minutes >= 1 && minutes <= MINUTES_MAX) {
                return minutes;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "--minutes wants a number from 1 to %d, not %s.".formatted(MINUTES_MAX, value));
    }
}
