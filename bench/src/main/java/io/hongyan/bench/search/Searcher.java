package io.hongyan.bench.search;

import io.hongyan.bench.login.LoggedIn;
import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.connection.netty.Connection;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.SearchRequest;
import io.hongyan.proto.client.v1.ServerFrame;
import java.util.concurrent.CompletionStage;

/** A device that searches. */
final class Searcher {

    private final Connection connection;

    private Searcher(Connection connection) {
        this.connection = connection;
    }

    /** Logs in. Fails with an {@link IllegalArgumentException} if the server does not let it. */
    static Searcher logIn(Connections connections, ServerAddress address, String token) {
        return new Searcher(LoggedIn.connection(connections, address, token, "searcher"));
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
