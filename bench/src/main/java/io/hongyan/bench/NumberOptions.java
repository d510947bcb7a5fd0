package io.hongyan.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a load was told on the command line: options that all are whole numbers. */
public final class NumberOptions {

    private final Map<String, Integer> values;

    private NumberOptions(Map<String, Integer> values) {
        this.values = values;
    }

    /**
     * Reads them.
     *
     * @param defaults all options there are, with what is meant if they are not given
     * @param usage all options, for who gives another one
     * @throws IllegalArgumentException for any other option, and for values that are no numbers, with a sentence that says so
     */
    public static NumberOptions parse(List<String> arguments, Map<String, Integer> defaults, String usage) {
        Map<String, Integer> values = new HashMap<>(defaults);
        for (int i = 0; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            int value = number(option, i + 1 < arguments.size() ? arguments.get(i + 1) : "nothing");
            if (values.replace(option, value) == null) {
                throw new IllegalArgumentException("Unknown option %s. Options: %s".formatted(option, usage));
            }
        }
        return new NumberOptions(values);
    }

    /** The value of one of the options there are. */
    public int of(String option) {
        return Objects.requireNonNull(values.get(option));
    }

    private static int number(String option, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s wants a number, not %s.".formatted(option, value), e);
        }
    }
}
