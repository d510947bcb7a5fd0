package io.hongyan.bench.storm;

import java.util.List;

/**
 * Who comes, and how often.
 *
 * @param clients users with one device each
 * @param rounds how often all of them come at once; the first rounds find cold processes
 */
record StormOptions(int clients, int rounds) {

    private static final String USAGE = "[--clients N] [--rounds N]";

    static StormOptions parse(List<String> arguments) {
        int clients = 2_000;
        int rounds = 3;
        for (int i = 0; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            int value = number(option, i + 1 < arguments.size() ? arguments.get(i + 1) : "nothing");
            switch (option) {
                case "--clients" -> clients = value;
                case "--rounds" -> rounds = value;
                default ->
                    throw new IllegalArgumentException("Unknown option %s. Options: %s".formatted(option, USAGE));
            }
        }
        if (clients < 1 || rounds < 1) {
            throw new IllegalArgumentException("--clients and --rounds must be at least 1.");
        }
        return new StormOptions(clients, rounds);
    }

    private static int number(String option, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s wants a number, not %s.".formatted(option, value), e);
        }
    }
}
