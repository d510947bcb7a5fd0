package io.hongyan.bench.hostile;

import java.time.Duration;
import java.util.List;

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
    private static final int ADDRESSES_MAX = 250;

    static HostileOptions parse(List<String> arguments) {
        int honest = 1_000;
        int hostile = 1_000;
        int addresses = 20;
        int rate = 200;
        int seconds = 30;
        int warmUp = 15;
        for (int i = 0; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            int value = number(option, i + 1 < arguments.size() ? arguments.get(i + 1) : "nothing");
            switch (option) {
                case "--honest" -> honest = value;
                case "--hostile" -> hostile = value;
                case "--addresses" -> addresses = value;
                case "--rate" -> rate = value;
                case "--seconds" -> seconds = value;
                case "--warm-up" -> warmUp = value;
                default ->
                    throw new IllegalArgumentException("Unknown option %s. Options: %s".formatted(option, USAGE));
            }
        }
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

    private static int number(String option, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s wants a number, not %s.".formatted(option, value), e);
        }
    }
}
