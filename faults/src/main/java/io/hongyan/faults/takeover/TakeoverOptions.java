package io.hongyan.faults.takeover;

import java.util.List;

/**
 * What to measure.
 *
 * @param kills how often a sequencer is killed
 * @param rate messages per second meanwhile
 * @param connectorKills how often a connector is killed
 * @param clients how many it has then
 * @param messages how many of them write in that moment; not more than half of them do
 * @param visits how often a thousand visitors come and go before: who takes over is not one that has just been started
 */
record TakeoverOptions(int kills, int rate, int connectorKills, int clients, int messages, int visits) {

    private static final String USAGE =
            "[--kills N] [--rate N] [--connector-kills N] [--clients N] [--messages N] [--visits N]";

    /** The most clients that this process has file descriptors for, beside visitors: each takes three, with the front. */
    private static final int CLIENTS_MAX = 5_000;

    static TakeoverOptions parse(List<String> arguments) {
        int kills = 20;
        int rate = 1_000;
        int connectorKills = 1;
        int clients = 5_000;
        int messages = CLIENTS_MAX / 2;
        int visits = 12;
        for (int i = 0; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException("%s wants a value. Options: %s".formatted(option, USAGE));
            }
            String value = arguments.get(i + 1);
            switch (option) {
                case "--kills" -> kills = number(option, value, 0, 1_000);
                case "--rate" -> rate = number(option, value, 1, 10_000);
                case "--connector-kills" -> connectorKills = number(option, value, 0, 100);
                case "--clients" -> clients = number(option, value, 2, CLIENTS_MAX);
                case "--messages" -> messages = number(option, value, 0, CLIENTS_MAX / 2);
                case "--visits" -> visits = number(option, value, 0, 1_000);
                default ->
                    throw new IllegalArgumentException("Unknown option %s. Options: %s".formatted(option, USAGE));
            }
        }
        return new TakeoverOptions(kills, rate, connectorKills, clients, messages, visits);
    }

    private static int number(String option, String value, int min, int max) {
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // said below
        }
        throw new IllegalArgumentException(
                "%s wants a number from %d to %d, not %s.".formatted(option, min, max, value));
    }
}
