package io.hongyan.faults.schedule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for a smaller part of a schedule that fails as the whole did: leaves out a half of faults and people, else a
 * quarter, and so on down to single ones, and begins anew with what still fails. Ask for {@link #next}, try it, and go on
 * with {@link Trial#with}. What fails only now and then may be missed, since each part is tried once.
 *
 * @param smallest the smallest part that is known to fail
 * @param pieces into how many pieces it is cut; more than it has when there is nothing more to try
 * @param piece which of them is left out next, from 0
 */
public record Shrinking(Selection smallest, int pieces, int piece) {

    /** Begins with a part that fails. */
    public static Shrinking of(Selection failing) {
        return new Shrinking(failing, 2, 0);
    }

    /**
     * Something to try.
     *
     * @param by who wants to know
     * @param part what to try
     */
    public record Trial(Shrinking by, Selection part) {

        /** How it goes on, once it is known whether that part fails too. */
        public Shrinking with(boolean failed) {
            return failed ? new Shrinking(part, Math.max(2, by.pieces - 1), 0) : by.further();
        }
    }

    private Shrinking further() {
        if (piece + 1 < pieces) {
            return new Shrinking(smallest, pieces, piece + 1);
        }
        int size = smallest.size();
        return new Shrinking(smallest, pieces >= size ? size + 1 : Math.min(size, pieces * 2), 0);
    }

    /** The next part to try; empty if no single fault or person can be left out. */
    public Optional<Trial> next() {
        List<Object> units = new ArrayList<>(new TreeSet<>(smallest.faults()));
        units.addAll(new TreeSet<>(smallest.people()));
        int size = units.size();
        for (Shrinking now = this; now.pieces <= size; now = now.further()) {
            int from = (int) ((long) size * now.piece / now.pieces);
            int to = (int) ((long) size * (now.piece + 1) / now.pieces);
            Set<Object> left = new HashSet<>(units.subList(0, from));
            left.addAll(units.subList(to, size));
            Selection part = selection(left);
            if (!part.people().isEmpty()) { // where nobody acts, nothing can be seen
                return Optional.of(new Trial(now, part));
            }
        }
        return Optional.empty();
    }

    private static Selection selection(Set<Object> units) {
        Set<String> people = new TreeSet<>();
        Set<Integer> faults = new TreeSet<>();
        for (Object unit : units) {
            switch (unit) {
                case String user -> people.add(user);
                case Integer fault -> faults.add(fault);
                default -> throw new IllegalArgumentException("Neither a user nor a fault: " + unit);
            }
        }
        return new Selection(people, faults);
    }
}
