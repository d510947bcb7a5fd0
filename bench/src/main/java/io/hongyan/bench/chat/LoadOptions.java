package io.hongyan.bench.chat;

import java.time.Duration;
import java.util.List;

/**
 * How much load, and for how long.
 *
 * @param rate messages per second in total
 * @param time how long it is measured
 * @param warmUp how long the same load runs before, unmeasured
 * @param pairs how many pairs of users write to each other
 */
record LoadOptions(int rate, Duration time, Duration warmUp, int pairs) {

    private static final String USAGE = "--rate N [--seconds N] [--warm-up SECONDS] [--pairs N]";

    static LoadOptions parse(List<String> arguments) {
        int rate = 1_000;
        int seconds = 20;
        int warmUp = 10;
        int pairs = 50;
        for (int i = 0; i < arguments.size(); i += 2) {
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException("%s wants a number. Options: %s".formatted(arguments.get(i), USAGE));
            }
            int value = number(arguments.get(i), arguments.get(i + 1));
            switch (arguments.get(i)) {
                case "--rate" -> rate = value;
                case "--seconds" -> seconds = value;
                case "--warm-up" -> warmUp = value;
                case "--pairs" -> pairs = value;
                default ->
                    throw new IllegalArgumentException(
                            "Unknown option %s. Options: %s".formatted(arguments.get(i), USAGE));
            }
        }
        if (rate < 1 || seconds < 1 || pairs < 1) {
            throw new IllegalArgumentException("Rate, seconds and pairs must be at least 1.");
        }
        return new LoadOptions(rate, Duration.ofSeconds(seconds), Duration.ofSeconds(warmUp), pairs);
    }

    private static int number(String option, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s wants a number, not %s".formatted(option, value), e);
        }
    }
}
