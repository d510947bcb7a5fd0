package io.hongyan.presence.session;

import io.hongyan.presence.slot.Life;
import io.hongyan.proto.sessions.v1.SessionState;

/**
 * A session that has not ended. It lives only while its life does.
 *
 * @param deviceId the user's device
 * @param life the life of the connector that has the socket
 * @param state foreground or background
 * @param version the greatest one applied
 */
public record LiveSession(String deviceId, Life life, SessionState state, long version) {}
