package io.hongyan.bench.search;

import io.hongyan.bench.NumberOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How large the archive is, and how it is searched.
 *
 * @param messages that are put into it, if there are fewer
 * @param users who talk to each other and search
 * @param rate searches per second
 * @param time how long it is measured
 * @param warmUp how long the same load runs before, unmeasured
 */
record SearchOptions(int messages, int users, int rate, Duration time, Duration warmUp) {

    private static final String USAGE =
            "[--messages N] [--users N] [--rate SEARCHES] [--seconds N] [--warm-up SECONDS]";
    private static final Map<String, Integer> DEFAULTS = Map.of(
            "--messages", 1_000_000,
            "--users", 200,
            "--rate", 20,
            "--seconds", 30,
            "--warm-up", 10);

    static SearchOptions parse(List<String> arguments) {
        var options = NumberOptions.parse(arguments, DEFAULTS, USAGE);
        var read = new SearchOptions(
                options.of("--messages"),
                options.of("--users"),
                options.of("--rate"),
                Duration.ofSeconds(options.of("--seconds")),
                Duration.ofSeconds(options.of("--warm-up")));
        if (read.messages < 1 || read.users < 2 || read.rate < 1 || read.time.toSeconds() < 1) {
            throw new IllegalArgumentException("Messages, rate and seconds must be at least 1, users at least 2.");
        }
        return read;
    }
}
