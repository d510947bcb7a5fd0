package io.hongyan.launcher.tail;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was asked for: a topic, from where, and in which form. */
record TailArguments(TailedTopic topic, boolean fromBeginning, boolean json) {

    /** How the command is used. */
    static String usage() {
        return "usage: ./hongyan tail %s [--from-beginning] [--json]"
                .formatted(Arrays.stream(TailedTopic.values())
                        .map(TailedTopic::word)
                        .collect(Collectors.joining("|")));
    }

    /** Empty if the words make no sense. */
    static Optional<TailArguments> parse(List<String> words) {
        List<String> names =
                words.stream().filter(word -> !word.startsWith("--")).toList();
        List<String> options =
                words.stream().filter(word -> word.startsWith("--")).toList();
        if (names.size() != 1 || !List.of("--from-beginning", "--json").containsAll(options)) {
            return Optional.empty();
        }
        return TailedTopic.named(names.getFirst())
                .map(topic ->
                        new TailArguments(topic, options.contains("--from-beginning"), options.contains("--json")));
    }
}
