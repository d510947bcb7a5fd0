package io.hongyan.bench.search;

import io.hongyan.bench.login.Deaf;
import io.hongyan.bench.login.Greeting;
import io.hongyan.client.connection.ConnectionOptions;
import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.connection.netty.Connection;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.SearchRequest;
import io.hongyan.proto.client.v1.ServerFrame;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A device that searches. */
final class Searcher {

    private static final ConnectionOptions OPTIONS =
            ConnectionOptions.DEFAULT.withPendingMax(10_000).withRequestTimeout(Duration.ofSeconds(30));

    private final Connection connection;

    private Searcher(Connection connection) {
        this.connection = connection;
    }

    /** Logs in. Fails with an {@link IllegalArgumentException} if the server does not let it. */
    static Searcher logIn(Connections connections, ServerAddress address, String token) {
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
                    "A searcher cannot log in: " + answer.getError().getMessage());
        }
        return new Searcher(connection);
    }

    /** What the server answers. */
    CompletionStage<ServerFrame> search(String text) {
        return connection.request(ClientFrame.newBuilder()
                .setSearch(SearchRequest.newBuilder().setText(text))
                .build());
    }

    void leave() {
        connection.close();
    }
}
