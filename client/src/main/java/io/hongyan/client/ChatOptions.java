package io.hongyan.client;

import io.hongyan.client.connection.ConnectionOptions;
import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.inbox.InboxLimits;
import io.hongyan.proto.sessions.v1.Platform;
import java.time.Duration;

/**
 * Who logs in, from what, and where.
 *
 * @param address the server
 * @param userId the token's subject
 * @param deviceId this installation; a second login of the same replaces the first
 * @param platform the kind of client
 * @param background whether the app starts in the background
 * @param agent name and version of the app, for operators
 * @param heartbeat how often to ping; zero: as the server likes
 * @param connection how sockets behave
 * @param inbox how much is kept in memory
 * @param outboxMax how many messages may wait for their ack; one more fails at once
 */
public record ChatOptions(
        ServerAddress address,
        String userId,
        String deviceId,
        Platform platform,
        boolean background,
        String agent,
        Duration heartbeat,
        ConnectionOptions connection,
        InboxLimits inbox,
        int outboxMax) {

    /** A program of a user on a device, in the foreground, with everything else as suits most. */
    public static ChatOptions of(ServerAddress address, String userId, String deviceId) {
        return new ChatOptions(
                address,
                userId,
                deviceId,
                Platform.PLATFORM_DESKTOP,
                false,
                "hongyan-java/0.1",
                Duration.ZERO,
                ConnectionOptions.DEFAULT,
                InboxLimits.DEFAULT,
                1_000);
    }

    /** The same on another kind of client. */
    public ChatOptions withPlatform(Platform other) {
        return new ChatOptions(
                address, userId, deviceId, other, background, agent, heartbeat, connection, inbox, outboxMax);
    }

    /** The same, starting in the background or in the foreground. */
    public ChatOptions withBackground(boolean other) {
        return new ChatOptions(
                address, userId, deviceId, platform, other, agent, heartbeat, connection, inbox, outboxMax);
    }

    /** The same with another heartbeat. */
    public ChatOptions withHeartbeat(Duration other) {
        return new ChatOptions(
                address, userId, deviceId, platform, background, agent, other, connection, inbox, outboxMax);
    }

    /** The same with sockets that behave otherwise. */
    public ChatOptions withConnection(ConnectionOptions other) {
        return new ChatOptions(
                address, userId, deviceId, platform, background, agent, heartbeat, other, inbox, outboxMax);
    }

    /** The same with other bounds for what is kept in memory. */
    public ChatOptions withInbox(InboxLimits other) {
        return new ChatOptions(
                address, userId, deviceId, platform, background, agent, heartbeat, connection, other, outboxMax);
    }

    /** The same with another bound for messages that wait. */
    public ChatOptions withOutboxMax(int other) {
        return new ChatOptions(
                address, userId, deviceId, platform, background, agent, heartbeat, connection, inbox, other);
    }
}
