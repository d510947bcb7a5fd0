package io.hongyan.bench.hostile;

import io.hongyan.bench.NumberOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Who is there, and for how long.
 *
 * @param honest connections of users who write to each other; even
 * @param hostile connections that send garbage, and come again whenever they are closed
 * @param addresses of this machine that the hostile ones come from, none of them that of the honest ones
 * @param rate honest messages per second in total
 * @param time how long each part is measured
 * @param warmUp how long honest load runs before, unmeasured
 */
record HostileOptions(int honest, int hostile, int addresses, int rate, Duration time, Duration warmUp) {

    private static final String USAGE =
            "[--honest N] [--hostile N] [--addresses N] [--rate N] [--seconds N] [--warm-up SECONDS]";
    private static final Map<String, Integer> DEFAULTS = Map.of(
            "--honest", 1_000, "--hostile", 1_000, "--addresses", 20, "--rate", 200, "--seconds", 30, "--warm-up", 15);
    private static final int ADDRESSES_MAX = 250;

    static HostileOptions parse(List<String> arguments) {
        var options = NumberOptions.parse(arguments, DEFAULTS, USAGE);
        int honest = options.of("--honest");
        int hostile = options.of("--hostile");
        int addresses = options.of("--addresses");
        int rate = options.of("--rate");
        int seconds = options.of("--seconds");
        int warmUp = options.of("--warm-up");
        if (honest < 2 || honest % 2 != 0) {
            throw new IllegalArgumentException("--honest must be even, and at least 2: they write in pairs.");
        }
        if (addresses < 1 || addresses > ADDRESSES_MAX) {
            throw new IllegalArgumentException("--addresses must be 1 to %d.".formatted(ADDRESSES_MAX));
        }
        if (hostile < 1 || rate < 1 || seconds < 1 || warmUp < 0) {
            throw new IllegalArgumentException("--hostile, --rate and --seconds must be at least 1.");
        }
        return new HostileOptions(
                honest, hostile, addresses, rate, Duration.ofSeconds(seconds), Duration.ofSeconds(warmUp));
    }
}
