package io.hongyan.bench.history;

import io.hongyan.bench.NumberOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How large the archive is, and how it is read.
 *
 * @param messages that are in it at least, all those of this load together
 * @param conversations that they are spread over, each with a reader
 * @param rate pages per second
 * @param page messages on a page
 * @param time how long it is measured
 * @param warmUp how long the same load runs before, unmeasured
 */
record HistoryOptions(int messages, int conversations, int rate, int page, Duration time, Duration warmUp) {

    private static final String USAGE =
            "[--messages N] [--conversations N] [--rate PAGES] [--page N] [--seconds N] [--warm-up SECONDS]";
    private static final Map<String, Integer> DEFAULTS = Map.of(
            "--messages",
            1_000_000,
            "--conversations",
            200,
            "--rate",
            500,
            "--page",
            50,
            "--seconds",
            20,
            "--warm-up",
            10);

    static HistoryOptions parse(List<String> arguments) {
        var options = NumberOptions.parse(arguments, DEFAULTS, USAGE);
        var read = new HistoryOptions(
                options.of("--messages"),
                options.of("--conversations"),
                options.of("--rate"),
                options.of("--page"),
                Duration.ofSeconds(options.of("--seconds")),
                Duration.ofSeconds(options.of("--warm-up")));
        if (read.conversations < 1 || read.rate < 1 || read.page < 1 || read.time.toSeconds() < 1) {
            throw new IllegalArgumentException("Conversations, rate, page and seconds must be at least 1.");
        }
        if (read.perConversation() < read.page) {
            throw new IllegalArgumentException("%d messages in %d conversations are less than a page of %d in each."
                    .formatted(read.messages, read.conversations, read.page));
        }
        return read;
    }

    /** Messages in each conversation. */
    int perConversation() {
        return messages / conversations;
    }
}
