package io.hongyan.examples.smallrye;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many messages each conversation has had. An example: it forgets with the process, so its application reads from the beginning
 * each time. Keep such things in a database, in the transaction that keeps the revision.
 */
@ApplicationScoped
class MessageCounts {

    /** Revisions of a conversation come in order, so the last one tells whether an event has been counted. */
    private record Count(long messages, long revision) {}

    private final Map<String, Count> counts = new ConcurrentHashMap<>();

    /** Counts a message, once however often it comes. */
    void add(String conversationId, long revision) {
        counts.merge(
                conversationId,
                new Count(1, revision),
                (old, added) -> revision <= old.revision() ? old : new Count(old.messages() + 1, revision));
    }

    /** The messages counted so far; 0 for a conversation that had none. */
    long of(String conversationId) {
        Count count = counts.get(conversationId);
        return count == null ? 0 : count.messages();
    }
}
