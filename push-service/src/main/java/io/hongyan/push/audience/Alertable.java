package io.hongyan.push.audience;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that members other than its sender are to be alerted of.
 *
 * @param conversationId where
 * @param revision its revision
 * @param seq its number
 * @param senderId who sent it
 * @param body what an alert can say of it; may be empty
 * @param mentions the users to whom it speaks by name
 * @param mentionsEveryone whether it speaks to everybody
 * @param at when it was sent
 * @param traceparent the trace it belongs to, if there is one
 */
public record Alertable(
        String conversationId,
        long revision,
        long seq,
        String senderId,
        String body,
        List<String> mentions,
        boolean mentionsEveryone,
        Instant at,
        @Nullable String traceparent) {}
