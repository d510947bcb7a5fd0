package io.hongyan.push.decision;

import java.time.Instant;

/**
 * The event that an alert is about, for one device.
 *
 * @param decisionId derived from event and device, a UUID: the same on every replay
 * @param kind what happened
 * @param conversationId where
 * @param revision the event's revision, which the badge must include
 * @param seq the message's number in the conversation; of a read cursor where it is now; of a recall the message taken back
 * @param userId whose device
 * @param deviceId which device
 * @param at when it happened
 * @param mentioned whether the message speaks to the user by name
 */
public record Trigger(
        String decisionId,
        Kind kind,
        String conversationId,
        long revision,
        long seq,
        String userId,
        String deviceId,
        Instant at,
        boolean mentioned) {

    /** A message that mentions nobody. */
    public Trigger(
            String decisionId,
            String conversationId,
            long revision,
            long seq,
            String userId,
            String deviceId,
            Instant at) {
        this(decisionId, Kind.MESSAGE, conversationId, revision, seq, userId, deviceId, at, false);
    }

    /** Whether it is between two people. */
    public boolean direct() {
        return conversationId.startsWith("d:");
    }
}
