package io.hongyan.launcher.trace;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How people name a message. */
sealed interface MessageId {

    Pattern NUMBERED = Pattern.compile("([dg]:[A-Za-z0-9._@:-]+)#([1-9][0-9]{0,17})");
    Pattern REVISED = Pattern.compile("([dg]:[A-Za-z0-9._@:-]+)/r?([1-9][0-9]{0,17})");
    Pattern NAMED = Pattern.compile("[ -~]{1,64}");

    /** {@code d:alice:bob#4}: the number that people see. */
    record Numbered(String conversationId, long seq) implements MessageId {}

    /** {@code d:alice:bob/10}: the record's id, {@code ce_id} in its headers. */
    record Revised(String conversationId, long revision) implements MessageId {}

    /** The client's own id for it, or the Idempotency-Key: known even where no event came of it. */
    record Named(String clientMessageId) implements MessageId {}

    /** Reads one; empty if it can be none. */
    static Optional<MessageId> parse(String text) {
        Matcher numbered = NUMBERED.matcher(text);
        if (numbered.matches()) {
            return Optional.of(new Numbered(numbered.group(1), Long.parseLong(numbered.group(2))));
        }
        Matcher revised = REVISED.matcher(text);
        if (revised.matches()) {
            return Optional.of(new Revised(revised.group(1), Long.parseLong(revised.group(2))));
        }
        return NAMED.matcher(text).matches() ? Optional.of(new Named(text)) : Optional.empty();
    }

    /** Where it is, if the id says so. */
    default Optional<String> conversation() {
        return switch (this) {
            case Numbered numbered -> Optional.of(numbered.conversationId());
            case Revised revised -> Optional.of(revised.conversationId());
            case Named _ -> Optional.empty();
        };
    }
}
