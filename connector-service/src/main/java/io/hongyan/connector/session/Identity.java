package io.hongyan.connector.session;

import io.hongyan.proto.sessions.v1.Platform;

/**
 * Who a logged-in session is; the same for its whole life.
 *
 * @param userId the subject of the token
 * @param deviceId the installation, unique per user
 * @param sessionId unique for ever, given by this connector
 * @param platform the kind of client
 */
public record Identity(String userId, String deviceId, String sessionId, Platform platform) {}
