package io.hongyan.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code docs/ARCHITECTURE.md} draws and {@code docs/operations.md} lists: who calls whom, who writes and reads which topic, who
 * is in which group. The chart has to say the same.
 */
final class Drawing {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern CALL = Pattern.compile("^\\s*(\\w+) -\\. \"?gRPC[^-]*\\.-> (.+)$", Pattern.MULTILINE);
    private static final Pattern TOPIC =
            Pattern.compile("^\\s*(\\w+) -- \"([a-z-]+\\.v1)[^\"]*\" --> (\\w+)", Pattern.MULTILINE);
    private static final Pattern GROUP =
            Pattern.compile("^\\| `(hongyan-[a-z-]+)` \\|[^|]*\\| ([^|]+) \\|", Pattern.MULTILINE);

    private Drawing() {}

    /** Whom each component asks by gRPC. */
    static Map<String, Set<String>> calls() {
        Map<String, Set<String>> calls = new TreeMap<>();
        find(CALL, architecture())
                .forEach(line -> Stream.of(line.group(2).split("&", -1))
                        .forEach(callee -> add(calls, line.group(1), callee.strip())));
        return calls;
    }

    /** Which topics each component writes. */
    static Map<String, Set<String>> writes() {
        Map<String, Set<String>> writes = new TreeMap<>();
        find(TOPIC, architecture()).forEach(line -> add(writes, line.group(1), "hongyan." + line.group(2)));
        // A login that replaces one on another connector: connector-service/README.md, Doors.
        add(writes, "connector", "hongyan.deliveries.v1");
        return writes;
    }

    /** Which topics each component reads; also some who are no component. */
    static Map<String, Set<String>> reads() {
        Map<String, Set<String>> reads = new TreeMap<>();
        find(TOPIC, architecture()).forEach(line -> add(reads, line.group(3), "hongyan." + line.group(2)));
        // Its own, after a loss of Redis: presence-service/README.md, Promises.
        add(reads, "presence", "hongyan.presence.v1");
        return reads;
    }

    /** The groups of each component. */
    static Map<String, Set<String>> groups() {
        Map<String, Set<String>> groups = new TreeMap<>();
        find(GROUP, operations()).forEach(row -> add(groups, component(row.group(2)), row.group(1)));
        return groups;
    }

    /** Everything in {@code docs/operations.md}. */
    static String operations() {
        return text("operations.md");
    }

    /** {@code message-service, `router`} is router, {@code history-service} is history. */
    private static String component(String who) {
        List<String> words = find(Pattern.compile("`(\\w+)`|(\\w+)-service"), who)
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toList();
        return words.getLast();
    }

    private static Stream<MatchResult> find(Pattern pattern, String text) {
        List<MatchResult> found = pattern.matcher(text).results().collect(Collectors.toList());
        if (found.isEmpty()) {
            throw new IllegalStateException("Nothing is like " + pattern + " any more: the page has changed its form.");
        }
        return found.stream();
    }

    private static void add(Map<String, Set<String>> map, String key, String value) {
        map.computeIfAbsent(key, _ -> new TreeSet<>()).add(value);
    }

    private static String architecture() {
        return text("ARCHITECTURE.md");
    }

    private static String text(String page) {
        try {
            return Files.readString(DOCS.resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
