package io.hongyan.launcher.rebuild;

import io.hongyan.launcher.process.SuitePorts;
import java.util.List;
import java.util.Optional;

/** What was asked for: a projection, and whether to compare only. */
record RebuildArguments(String projection, boolean compare) {

    static final String USAGE = "usage: ./hongyan rebuild history|unread|push|presence [--compare]";

    private static final String COMPARE = "--compare";
    private static final List<String> PROJECTIONS = List.of("history", "unread", "push", "presence");

    /** Empty if the words make no sense. */
    static Optional<RebuildArguments> parse(List<String> words) {
        List<String> names =
                words.stream().filter(word -> !word.equals(COMPARE)).toList();
        if (names.size() != 1 || !PROJECTIONS.contains(names.getFirst())) {
            return Optional.empty();
        }
        return Optional.of(new RebuildArguments(names.getFirst(), words.contains(COMPARE)));
    }

    /** Where the service answers that owns the projection. */
    int port(SuitePorts ports) {
        return switch (projection) {
            case "history" -> ports.historyGrpc();
            case "unread" -> ports.messageGrpc();
            case "push" -> ports.pushGrpc();
            default -> ports.presenceGrpc();
        };
    }
}
