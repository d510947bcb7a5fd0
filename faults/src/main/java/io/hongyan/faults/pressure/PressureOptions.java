package io.hongyan.faults.pressure;

import java.util.List;

/**
 * What to measure.
 *
 * @param rate messages per second
 * @param seconds how long each consumer stands still
 * @param logSeconds how long the log stands still
 */
record PressureOptions(int rate, int seconds, int logSeconds) {

    private static final String USAGE = "[--rate N] [--seconds N] [--log-seconds N]";

    static PressureOptions parse(List<String> arguments) {
        int rate = 300;
        int seconds = 120;
        int logSeconds = 30;
        for (int i = 0; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException("%s wants a value. Options: %s".formatted(option, USAGE));
            }
            String value = arguments.get(i + 1);
            switch (option) {
                case "--rate" -> rate = number(option, value);
                case "--seconds" -> seconds = number(option, value);
                case "--log-seconds" -> logSeconds = number(option, value);
                default ->
                    throw new IllegalArgumentException("Unknown option %s. Options: %s".formatted(option, USAGE));
            }
        }
        return new PressureOptions(rate, seconds, logSeconds);
    }

    private static int number(String option, String value) {
        try {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= 10_000) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // said below
        }
        throw new IllegalArgumentException("%s wants a number from 1 to 10000, not %s.".formatted(option, value));
    }
}
