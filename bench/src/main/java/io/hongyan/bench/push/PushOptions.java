package io.hongyan.bench.push;

import io.hongyan.bench.NumberOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How much is decided, and what happens meanwhile.
 *
 * @param users who are written to, each in a conversation of two with a sender of their own, on one phone
 * @param rate events per second
 * @param warmUp how long it runs before it is measured
 * @param time how long it is measured, with nothing killed
 * @param decisions how many events follow, with processes killed and the log replayed
 * @param kills how often one of the two processes is killed then
 * @param replays how often both are, and read the log from its beginning afterwards
 */
record PushOptions(int users, int rate, Duration warmUp, Duration time, int decisions, int kills, int replays) {

    private static final String USAGE = "[--users N] [--rate EVENTS] [--warm-up SECONDS] [--seconds N] [--decisions N]"
            + " [--kills N] [--replays N]";
    private static final Map<String, Integer> DEFAULTS = Map.of(
            "--users", 4000,
            "--rate", 500,
            "--warm-up", 20,
            "--seconds", 20,
            "--decisions", 20_000,
            "--kills", 4,
            "--replays", 2);
    private static final int USERS_MAX = 1_000_000;

    static PushOptions parse(List<String> arguments) {
        var options = NumberOptions.parse(arguments, DEFAULTS, USAGE);
        var read = new PushOptions(
                options.of("--users"),
                options.of("--rate"),
                Duration.ofSeconds(options.of("--warm-up")),
                Duration.ofSeconds(options.of("--seconds")),
                options.of("--decisions"),
                options.of("--kills"),
                options.of("--replays"));
        if (read.users < 1 || read.users > USERS_MAX || read.rate < 1 || read.time.toSeconds() < 1) {
            throw new IllegalArgumentException("Users must be 1 to 1000000, rate and seconds at least 1.");
        }
        if (read.warmUp.isNegative() || read.decisions < 0 || read.kills < 0 || read.replays < 0) {
            throw new IllegalArgumentException("Warm-up, decisions, kills and replays must not be negative.");
        }
        return read;
    }
}
