package io.hongyan.bench.login;

import io.hongyan.client.connection.ConnectionOptions;
import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.connection.netty.Connection;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.ServerFrame;
import java.time.Duration;

/** Connections of devices that only ask, and listen to nothing else. */
public final class LoggedIn {

    private static final ConnectionOptions OPTIONS =
            ConnectionOptions.DEFAULT.withPendingMax(10_000).withRequestTimeout(Duration.ofSeconds(30));

    private LoggedIn() {}

    /**
     * Logs in. Fails with an {@link IllegalArgumentException} if the server does not let it.
     *
     * @param who what the device is, for that failure: "reader", for one
     */
    public static Connection connection(Connections connections, ServerAddress address, String token, String who) {
        Connection connection = connections
                .open(address, OPTIONS, new Deaf())
                .toCompletableFuture()
                .join();
        ServerFrame answer = connection
                .request(ClientFrame.newBuilder().setHello(Greeting.of(token)).build())
                .toCompletableFuture()
                .join();
        if (!answer.hasWelcome()) {
            throw new IllegalArgumentException(
                    "A %s cannot log in: %s".formatted(who, answer.getError().getMessage()));
        }
        return connection;
    }
}
