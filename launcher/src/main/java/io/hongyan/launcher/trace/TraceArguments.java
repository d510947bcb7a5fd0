package io.hongyan.launcher.trace;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be traced.
 *
 * @param message which
 * @param last how far back to look in the event log; null for all of it
 */
record TraceArguments(MessageId message, @Nullable Duration last) {

    /** How the command is used. */
    static String usage() {
        return """
                usage: ./hongyan trace MESSAGE_ID [--last 2h]

                Shows one message's way from the socket to each projection, delivery and push. MESSAGE_ID is one of
                  CONVERSATION#SEQ        d:alice:bob#4     the number that chat and tail show
                  CONVERSATION/REVISION   d:alice:bob/10    the record's id, as in its header ce_id
                  CLIENT_ID               parcel-1          the client's message id, or the Idempotency-Key
                Reads the event log from its beginning, or with --last the last minutes (m), hours (h) or days (d) of it.""";
    }

    /** Empty if the words make no sense. */
    static Optional<TraceArguments> parse(List<String> words) {
        if (words.size() != 1 && !(words.size() == 3 && words.get(1).equals("--last"))) {
            return Optional.empty();
        }
        Optional<Duration> last = words.size() == 3 ? duration(words.get(2)) : Optional.empty();
        if (words.size() == 3 && last.isEmpty()) {
            return Optional.empty();
        }
        return MessageId.parse(words.getFirst()).map(message -> new TraceArguments(message, last.orElse(null)));
    }

    /** {@code 30m}, {@code 2h}, {@code 7d}. */
    private static Optional<Duration> duration(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        try {
            Duration duration = Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper);
            return duration.isPositive() ? Optional.of(duration) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
