package io.hongyan.faults.schedule;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which faults are injected.
 *
 * @param pairs each kind with each victim that it may be done to, and can be
 */
public record Scope(Set<Pair> pairs) {

    /** All of them. */
    public static final Scope ALL = new Scope(EnumSet.allOf(Kind.class), EnumSet.allOf(Victim.class));

    /** None: the same traffic without faults, to tell what is owed to them. */
    public static final Scope NONE = new Scope(Set.of());

    private static final String NETWORK = "network";
    private static final Set<Kind> OF_NETWORK = EnumSet.of(Kind.CUT, Kind.SLOW, Kind.SILENT, Kind.ONE_WAY, Kind.FORGET);

    /** A kind and whom it is done to. */
    public record Pair(Kind kind, Victim victim) {}

    /** A copy of them. */
    public Scope {
        pairs = Set.copyOf(pairs);
    }

    private Scope(Set<Kind> kinds, Set<Victim> victims) {
        this(kinds.stream()
                .flatMap(kind ->
                        kind.victims().stream().filter(victims::contains).map(victim -> new Pair(kind, victim)))
                .collect(Collectors.toSet()));
    }

    /**
     * From words with commas between them, each of which is {@code none}, a kind ({@code kill}, or {@code network} for all that
     * is done to connections), a victim ({@code message}), or both ({@code kill-message}).
     *
     * @throws IllegalArgumentException if one is none of these, or if it is a pair that does not go together
     */
    public static Scope of(String words) {
        return new Scope(Arrays.stream(words.split(",", -1))
                .flatMap(word -> ofOne(word).pairs().stream())
                .collect(Collectors.toSet()));
    }

    private static Scope ofOne(String word) {
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
                if (scope.pairs().isEmpty()) {
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

    /** What can happen, in the order of {@link Kind}. */
    List<Kind> kinds() {
        return pairs.stream().map(Pair::kind).distinct().sorted().toList();
    }

    /** To whom it can happen, in the order of {@link Victim}. */
    List<Victim> victims(Kind kind) {
        return pairs.stream()
                .filter(pair -> pair.kind() == kind)
                .map(Pair::victim)
                .sorted()
                .toList();
    }

    /** Whether this can happen. */
    public boolean has(Kind kind) {
        return pairs.stream().anyMatch(pair -> pair.kind() == kind);
    }
}
