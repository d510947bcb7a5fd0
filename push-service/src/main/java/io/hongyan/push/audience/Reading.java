package io.hongyan.push.audience;

import java.time.Instant;

/**
 * A user has read on a device, and the others may show too much.
 *
 * @param member who, and where
 * @param deviceId on which device; empty where a back end said so
 * @param seq up to where
 * @param revision of the event by which it is known
 * @param at when
 */
public record Reading(MemberId member, String deviceId, long seq, long revision, Instant at) {}
