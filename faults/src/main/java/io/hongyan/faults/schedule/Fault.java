package io.hongyan.faults.schedule;

import java.time.Duration;

/**
 * Something that is done to a service, to a server or to the way there.
 *
 * @param kind what
 * @param victim to whom
 * @param number to which of its processes, from 1; 0 if to all of it
 * @param length until it is over; zero for what does not last
 */
public record Fault(Kind kind, Victim victim, int number, Duration length) implements Act {

    private static final int CLOCK_OFF_MAX = 10;
    private static final int CLOCK_OFF_SPAN = 2 * CLOCK_OFF_MAX;

    /** The end of one that lasts. */
    public record Relief(Fault fault) implements Act {

        @Override
        public String toString() {
            return fault.name() + " is over";
        }
    }

    /** By how much a clock is off: one to ten minutes ahead or, below zero, behind. Follows from the length, which is by chance. */
    public Duration clockOff() {
        long minutes = length.toMillis() % CLOCK_OFF_SPAN - CLOCK_OFF_MAX;
        return Duration.ofMinutes(minutes == 0 ? CLOCK_OFF_MAX : minutes);
    }

    /** What it is, without its time: {@code kill message-2}. */
    public String name() {
        return number > 1
                ? "%s %s-%d".formatted(kind.word(), victim.word(), number)
                : "%s %s".formatted(kind.word(), victim.word());
    }

    /** What is counted together: {@code kill message}. */
    public String sort() {
        return kind.word() + " " + victim.word();
    }

    @Override
    public String toString() {
        if (kind == Kind.CLOCK) {
            return "%s off by %d minutes for %.1f s"
                    .formatted(name(), clockOff().toMinutes(), length.toMillis() / 1_000.0);
        }
        return length.isZero() ? name() : "%s for %.1f s".formatted(name(), length.toMillis() / 1_000.0);
    }
}
