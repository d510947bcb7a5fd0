package io.hongyan.bench.chat;

import io.hongyan.bench.NumberOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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
    private static final Map<String, Integer> DEFAULTS =
            Map.of("--rate", 1_000, "--seconds", 20, "--warm-up", 10, "--pairs", 50);

    static LoadOptions parse(List<String> arguments) {
        var options = NumberOptions.parse(arguments, DEFAULTS, USAGE);
        int rate = options.of("--rate");
        int seconds = options.of("--seconds");
        int warmUp = options.of("--warm-up");
        int pairs = options.of("--pairs");
        if (rate < 1 || seconds < 1 || pairs < 1) {
            throw new IllegalArgumentException("Rate, seconds and pairs must be at least 1.");
        }
        return new LoadOptions(rate, Duration.ofSeconds(seconds), Duration.ofSeconds(warmUp), pairs);
    }
}
