package io.hongyan.faults.schedule;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which faults are injected: each of these kinds to each of these victims that it can be done to.
 *
 * @param kinds what
 * @param victims to whom
 */
public record Scope(Set<Kind> kinds, Set<Victim> victims) {

    /** All of them. */
    public static final Scope ALL = new Scope(EnumSet.allOf(Kind.class), EnumSet.allOf(Victim.class));

    /** None: the same traffic without faults, to tell what is owed to them. */
    public static final Scope NONE = new Scope(EnumSet.noneOf(Kind.class), EnumSet.noneOf(Victim.class));

    private static final String NETWORK = "network";
    private static final Set<Kind> OF_NETWORK = EnumSet.of(Kind.CUT, Kind.SLOW, Kind.SILENT, Kind.ONE_WAY, Kind.FORGET);

    /** A kind and whom it is done to. */
    record Pair(Kind kind, Victim victim) {}

    /**
     * From a word: {@code none}, a kind ({@code kill}, or {@code network} for all that is done to connections), a victim
     * ({@code message}), or both ({@code kill-message}).
     *
     * @throws IllegalArgumentException if it is none of these, or if it is a pair that does not go together
     */
    public static Scope of(String word) {
        if (word.equals("none")) {
            return NONE;
        }
        for (Victim victim : Victim.values()) {
            if (word.equals(victim.word())) {
                return new Scope(EnumSet.allOf(Kind.class), EnumSet.of(victim));
            }
            if (word.endsWith("-" + victim.word())) {
                String kind = word.substring(0, word.length() - victim.word().length() - 1);
                Scope scope = new Scope(kinds(kind).orElseThrow(() -> unknown(word)), EnumSet.of(victim));
                if (scope.isEmpty()) {
                    throw new IllegalArgumentException("%s cannot be done to %s.".formatted(kind, victim.word()));
                }
                return scope;
            }
        }
        return new Scope(kinds(word).orElseThrow(() -> unknown(word)), EnumSet.allOf(Victim.class));
    }

    private static Optional<Set<Kind>> kinds(String word) {
        if (word.equals(NETWORK)) {
            return Optional.of(OF_NETWORK);
        }
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .map(EnumSet::of);
    }

    private static IllegalArgumentException unknown(String word) {
        return new IllegalArgumentException(
                "'%s' is no kind of fault. There are none, network, %s; whom they are done to: %s; and both together, such as kill-message."
                        .formatted(
                                word,
                                Arrays.stream(Kind.values()).map(Kind::word).collect(Collectors.joining(", ")),
                                Arrays.stream(Victim.values()).map(Victim::word).collect(Collectors.joining(", "))));
    }

    /** What goes together. */
    Stream<Pair> pairs(Kind kind) {
        return victims.stream().filter(kind.victims()::contains).sorted().map(victim -> new Pair(kind, victim));
    }

    /** Whether there is any fault at all. */
    boolean isEmpty() {
        return kinds.stream().flatMap(this::pairs).findAny().isEmpty();
    }

    /** Whether this can happen. */
    public boolean has(Kind kind) {
        return kinds.contains(kind) && pairs(kind).findAny().isPresent();
    }
}
