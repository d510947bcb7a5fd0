package io.hongyan.bench.history;

import io.hongyan.bench.login.LoggedIn;
import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.connection.netty.Connection;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.HistoryPage;
import io.hongyan.proto.client.v1.HistoryRequest;
import java.util.concurrent.CompletionStage;

/** A device that pages through one conversation. */
final class Reader {

    private final Connection connection;
    private final String conversationId;

    private Reader(Connection connection, String conversationId) {
        this.connection = connection;
        this.conversationId = conversationId;
    }

    /** Logs in. Fails with an {@link IllegalArgumentException} if the server does not let it. */
    static Reader logIn(Connections connections, ServerAddress address, String token, String conversationId) {
        return new Reader(LoggedIn.connection(connections, address, token, "reader"), conversationId);
    }

    /** True if the page that ends before a seq came, whole and in order. */
    CompletionStage<Boolean> page(long beforeSeq, int size) {
        return connection
                .request(ClientFrame.newBuilder()
                        .setHistory(HistoryRequest.newBuilder()
                                .setConversationId(conversationId)
                                .setBeforeSeq(beforeSeq)
                                .setPageSize(size))
                        .build())
                .thenApply(answer -> answer.hasHistory() && isWhole(answer.getHistory(), beforeSeq, size));
    }

    static boolean isWhole(HistoryPage page, long beforeSeq, int size) {
        long seq = beforeSeq - size;
        for (var event : page.getEventsList()) {
            if (event.getSeq() != seq++) {
                return false;
            }
        }
        return seq == beforeSeq;
    }

    void leave() {
        connection.close();
    }
}
