package io.hongyan.bench.idle;

import io.hongyan.bench.NumberOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How many are idle, and for how long.
 *
 * @param clients users with one device each
 * @param atOnce how many log in at a time
 * @param time how long all are watched
 */
record IdleOptions(int clients, int atOnce, Duration time) {

    private static final String USAGE = "[--clients N] [--at-once N] [--seconds N]";
    private static final Map<String, Integer> DEFAULTS = Map.of("--clients", 15_000, "--at-once", 500, "--seconds", 60);

    static IdleOptions parse(List<String> arguments) {
        var options = NumberOptions.parse(arguments, DEFAULTS, USAGE);
        int clients = options.of("--clients");
        int atOnce = options.of("--at-once");
        int seconds = options.of("--seconds");
        if (clients < 1 || atOnce < 1 || seconds < 1) {
            throw new IllegalArgumentException("--clients, --at-once and --seconds must be at least 1.");
        }
        return new IdleOptions(clients, atOnce, Duration.ofSeconds(seconds));
    }
}
