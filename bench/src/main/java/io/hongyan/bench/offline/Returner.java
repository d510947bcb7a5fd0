package io.hongyan.bench.offline;

import io.hongyan.bench.aim.Absence;
import io.hongyan.bench.login.Deaf;
import io.hongyan.bench.login.Greeting;
import io.hongyan.client.connection.ConnectionOptions;
import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.connection.netty.Connection;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.HistoryRequest;
import io.hongyan.proto.client.v1.Position;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.Welcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A device that has the first message of a conversation, logs in, and asks until it has all others. */
public final class Returner implements Absence.Returning {

    private static final int PAGE = 200;

    private final Connections connections;
    private final ServerAddress address;
    private final String conversationId;
    private final long head;
    private final ClientFrame hello;

    /**
     * One that is away.
     *
     * @param head the number of the conversation's last message
     */
    Returner(Connections connections, ServerAddress address, String token, String conversationId, long head) {
        this.connections = connections;
        this.address = address;
        this.conversationId = conversationId;
        this.head = head;
        this.hello = ClientFrame.newBuilder()
                .setHello(Greeting.of(token)
                        .addHave(Position.newBuilder()
                                .setConversationId(conversationId)
                                .setSeq(1)))
                .build();
    }

    @Override
    public CompletionStage<Void> comeBack() {
        return connections
                .open(address, ConnectionOptions.DEFAULT, new Deaf())
                .thenCompose(connection -> connection
                        .request(hello)
                        .thenCompose(answer -> welcomed(connection, answer))
                        .whenComplete((_, _) -> connection.close()));
    }

    private CompletionStage<Void> welcomed(Connection connection, ServerFrame answer) {
        if (!answer.hasWelcome()) {
            throw new IllegalStateException("No login: " + answer.getError().getMessage());
        }
        var missed = new Missed(1, head);
        Welcome welcome = answer.getWelcome();
        boolean inOrder = welcome.getChangesList().stream()
                .filter(change -> change.getConversation().getConversationId().equals(conversationId))
                .allMatch(change -> missed.came(change.getEventsList()));
        return further(connection, missed, inOrder);
    }

    private CompletionStage<Void> further(Connection connection, Missed missed, boolean inOrder) {
        if (!inOrder) {
            throw new IllegalStateException("What came is not what follows %d.".formatted(missed.have()));
        }
        if (missed.isComplete()) {
            return CompletableFuture.completedFuture(null);
        }
        return connection
                .request(ClientFrame.newBuilder()
                        .setHistory(HistoryRequest.newBuilder()
                                .setConversationId(conversationId)
                                .setAfterSeq(missed.have())
                                .setPageSize(PAGE)
                                .setAtLeastSeq(head))
                        .build())
                .thenCompose(page -> {
                    if (page.getHistory().getEventsCount() == 0) {
                        throw new IllegalStateException("Nothing follows %d, though there is more: %s"
                                .formatted(missed.have(), page.getError().getMessage()));
                    }
                    return further(
                            connection, missed, missed.came(page.getHistory().getEventsList()));
                });
    }
}
