package io.hongyan.push.decision;

import java.time.Instant;
import java.util.List;

/**
 * A message as if it came in at a given moment.
 *
 * @param conversationId where
 * @param revision its revision
 * @param seq its number
 * @param senderId who sent it
 * @param body what an alert can say of it; may be empty
 * @param mentions the users to whom it speaks by name
 * @param mentionsEveryone whether it speaks to everybody
 * @param at the moment
 */
public record Imagined(
        String conversationId,
        long revision,
        long seq,
        String senderId,
        String body,
        List<String> mentions,
        boolean mentionsEveryone,
        Instant at) {

    /** Leaves out what people say to each other: it stays out of logs. */
    @Override
    public String toString() {
        return "Imagined[conversationId=" + conversationId + ", seq=" + seq + "]";
    }
}
