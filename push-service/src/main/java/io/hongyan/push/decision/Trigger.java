package io.hongyan.push.decision;

import java.time.Instant;

/**
 * The message that an alert is about, for one device.
 *
 * @param decisionId derived from event and device, a UUID: the same on every replay
 * @param conversationId where it was sent
 * @param revision the event's revision, which the badge must include
 * @param seq its number in the conversation
 * @param userId whose device
 * @param deviceId which device
 * @param at when it was sent
 */
public record Trigger(
        String decisionId,
        String conversationId,
        long revision,
        long seq,
        String userId,
        String deviceId,
        Instant at) {}
