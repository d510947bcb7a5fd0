package io.hongyan.bench.group;

import io.hongyan.bench.NumberOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How much load, and for how long.
 *
 * @param members of the group, who all are online
 * @param rate messages per second, by the members in turn
 * @param time how long it is measured
 * @param warmUp how long the same load runs before, unmeasured
 */
record GroupOptions(int members, int rate, Duration time, Duration warmUp) {

    private static final String USAGE = "[--members N] [--rate N] [--seconds N] [--warm-up SECONDS]";
    private static final Map<String, Integer> DEFAULTS =
            Map.of("--members", 100, "--rate", 100, "--seconds", 20, "--warm-up", 10);

    static GroupOptions parse(List<String> arguments) {
        var options = NumberOptions.parse(arguments, DEFAULTS, USAGE);
        int members = options.of("--members");
        int rate = options.of("--rate");
        int seconds = options.of("--seconds");
        if (members < 2 || rate < 1 || seconds < 1) {
            throw new IllegalArgumentException("--members must be at least 2, --rate and --seconds at least 1.");
        }
        return new GroupOptions(
                members, rate, Duration.ofSeconds(seconds), Duration.ofSeconds(options.of("--warm-up")));
    }
}
