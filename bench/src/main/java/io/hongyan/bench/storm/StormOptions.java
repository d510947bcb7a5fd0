package io.hongyan.bench.storm;

import io.hongyan.bench.NumberOptions;
import java.util.List;
import java.util.Map;

/**
 * Who comes, and how often.
 *
 * @param clients users with one device each
 * @param rounds how often all of them come at once; the first rounds find cold processes
 */
record StormOptions(int clients, int rounds) {

    private static final String USAGE = "[--clients N] [--rounds N]";
    private static final Map<String, Integer> DEFAULTS = Map.of("--clients", 2_000, "--rounds", 3);

    static StormOptions parse(List<String> arguments) {
        var options = NumberOptions.parse(arguments, DEFAULTS, USAGE);
        int clients = options.of("--clients");
        int rounds = options.of("--rounds");
        if (clients < 1 || rounds < 1) {
            throw new IllegalArgumentException("--clients and --rounds must be at least 1.");
        }
        return new StormOptions(clients, rounds);
    }
}
