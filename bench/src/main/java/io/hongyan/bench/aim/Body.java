package io.hongyan.bench.aim;

import java.util.Optional;

/**
 * The text of every message that a load writes.
 *
 * @param due when the message was due, by {@link System#nanoTime}, which all processes of a machine share
 * @param number of the message among those of its sender, from 1
 */
public record Body(long due, int number) {

    /** The length of every one. */
    public static final int CHARACTERS = 100;

    /** What is written: both numbers, and letters up to the length. */
    public String text() {
        String numbers = due + " " + number + " ";
        return numbers + "x".repeat(CHARACTERS - numbers.length());
    }

    /** What was read, if it is such a text. */
    public static Optional<Body> of(String text) {
        String[] parts = text.split(" ", 3);
        try {
            return parts.length == 3
                    ? Optional.of(new Body(Long.parseLong(parts[0]), Integer.parseInt(parts[1])))
                    : Optional.empty();
        } catch (NumberFormatException another) {
            return Optional.empty();
        }
    }
}
