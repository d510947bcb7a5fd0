package io.hongyan.bench.mixed;

import io.hongyan.bench.NumberOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Who is there, and what they do.
 *
 * @param idle devices that are connected and do nothing
 * @param pairs pairs of users who write to each other
 * @param rate messages per second of all pairs together
 * @param members of a group, all online
 * @param groupRate messages per second in the group
 * @param logins devices per second that come and go again
 * @param time how long it is measured
 * @param warmUp how long the same load runs before, unmeasured
 */
record MixedOptions(
        int idle, int pairs, int rate, int members, int groupRate, int logins, Duration time, Duration warmUp) {

    private static final String USAGE = "[--idle N] [--pairs N] [--rate N] [--members N] [--group-rate N] [--logins N]"
            + " [--seconds N] [--warm-up SECONDS]";
    private static final Map<String, Integer> DEFAULTS = Map.of(
            "--idle", 1_000,
            "--pairs", 100,
            "--rate", 200,
            "--members", 50,
            "--group-rate", 5,
            "--logins", 20,
            "--seconds", 30,
            "--warm-up", 20);

    static MixedOptions parse(List<String> arguments) {
        var options = NumberOptions.parse(arguments, DEFAULTS, USAGE);
        var read = new MixedOptions(
                options.of("--idle"),
                options.of("--pairs"),
                options.of("--rate"),
                options.of("--members"),
                options.of("--group-rate"),
                options.of("--logins"),
                Duration.ofSeconds(options.of("--seconds")),
                Duration.ofSeconds(options.of("--warm-up")));
        if (read.idle < 0 || read.pairs < 1 || read.rate < 1 || read.groupRate < 1 || read.logins < 1) {
            throw new IllegalArgumentException(
                    "Pairs, rate, group rate and logins must be at least 1, and idle at least 0.");
        }
        if (read.members < 2 || read.time.toSeconds() < 1) {
            throw new IllegalArgumentException("Members must be at least 2, and seconds at least 1.");
        }
        return read;
    }
}
