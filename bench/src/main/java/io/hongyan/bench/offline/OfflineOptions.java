package io.hongyan.bench.offline;

import io.hongyan.bench.NumberOptions;
import java.util.List;
import java.util.Map;

/**
 * Who was away, and what was missed.
 *
 * @param users with one device each
 * @param messages that each of them missed, all from one other
 * @param rounds how often all come at once with the same to catch up on; the first rounds find cold processes
 */
record OfflineOptions(int users, int messages, int rounds) {

    private static final String USAGE = "[--users N] [--messages N] [--rounds N]";
    private static final Map<String, Integer> DEFAULTS = Map.of("--users", 100, "--messages", 50, "--rounds", 10);

    static OfflineOptions parse(List<String> arguments) {
        var options = NumberOptions.parse(arguments, DEFAULTS, USAGE);
        int users = options.of("--users");
        int messages = options.of("--messages");
        int rounds = options.of("--rounds");
        if (users < 1 || messages < 1 || rounds < 1) {
            throw new IllegalArgumentException("--users, --messages and --rounds must be at least 1.");
        }
        return new OfflineOptions(users, messages, rounds);
    }
}
