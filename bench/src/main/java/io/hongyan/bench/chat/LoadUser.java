package io.hongyan.bench.chat;

import com.google.protobuf.CodedOutputStream;
import io.hongyan.client.connection.Closed;
import io.hongyan.client.connection.ConnectionListener;
import io.hongyan.client.connection.ConnectionOptions;
import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.connection.Traffic;
import io.hongyan.client.connection.netty.Connection;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Delivered;
import io.hongyan.proto.client.v1.Hello;
import io.hongyan.proto.client.v1.Message;
import io.hongyan.proto.client.v1.Send;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.content.v1.Content;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One connection of one user, who writes to one other and confirms what comes from there. */
final class LoadUser implements ConnectionListener {

    /** The length of every message. */
    static final int CHARACTERS = 100;

    private static final long CONFIRM_EVERY = Duration.ofMillis(200).toNanos();
    private static final ConnectionOptions OPTIONS =
            ConnectionOptions.DEFAULT.withPendingMax(100_000).withRequestTimeout(Duration.ofSeconds(60));

    private final String peer;
    private final String conversationId;
    private final int tokenLength;
    private final Tally tally;
    private final AtomicLong next = new AtomicLong();
    private final Heard heard = new Heard();
    private @Nullable Connection connection;
    private long confirmed = System.nanoTime();
    private volatile boolean closedByServer;

    private LoadUser(String user, String peer, int tokenLength, Tally tally) {
        this.peer = peer;
        this.conversationId =
                user.compareTo(peer) < 0 ? "d:%s:%s".formatted(user, peer) : "d:%s:%s".formatted(peer, user);
        this.tokenLength = tokenLength;
        this.tally = tally;
    }

    static LoadUser logIn(
            Connections connections, ServerAddress address, String user, String peer, String token, Tally tally) {
        var loaded = new LoadUser(user, peer, token.length(), tally);
        Connection connection =
                connections.open(address, OPTIONS, loaded).toCompletableFuture().join();
        loaded.connection = connection;
        ServerFrame answer = connection
                .request(ClientFrame.newBuilder()
                        .setHello(Hello.newBuilder()
                                .setToken(token)
                                .setDeviceId("bench")
                                .setAgent("hongyan-bench"))
                        .build())
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
        if (!answer.hasWelcome()) {
            throw new IllegalArgumentException("%s cannot log in: %s. Does `./hongyan up` run?"
                    .formatted(user, answer.getError().getMessage()));
        }
        return loaded;
    }

    /** Sends a message that was due at a time of {@link System#nanoTime}. */
    void send(long due) {
        tally.sent();
        connection()
                .request(ClientFrame.newBuilder()
                        .setSend(message(Long.toString(next.incrementAndGet(), 36), due))
                        .build())
                .whenComplete((answer, failure) -> {
                    if (failure == null && answer.hasAck()) {
                        tally.acked(System.nanoTime() - due);
                        heard.own(answer.getAck().getSeq());
                    } else {
                        tally.failed();
                    }
                });
    }

    Traffic traffic() {
        return connection().traffic();
    }

    /** Whether the server has closed the connection. */
    boolean closed() {
        return closedByServer;
    }

    int tokenLength() {
        return tokenLength;
    }

    void close() {
        connection().close();
    }

    @Override
    public void onFrame(ServerFrame frame) {
        if (!frame.hasEvent() || !frame.getEvent().hasMessage()) {
            return;
        }
        ClientEvent event = frame.getEvent();
        if (heard.others(event.getSeq())) {
            dueOf(event.getMessage()).ifPresent(due -> tally.received(System.nanoTime() - due));
        } else {
            tally.repeated();
        }
        confirm();
    }

    @Override
    public void onClosed(Closed closed) {
        if (!closed.byClient()) {
            closedByServer = true;
            System.err.println("bench: a connection was closed: " + closed.cause());
        }
    }

    /** As apps do: cumulatively, and not for each message when many come. */
    private void confirm() {
        long now = System.nanoTime();
        if (now - confirmed > CONFIRM_EVERY) {
            confirmed = now;
            connection()
                    .send(ClientFrame.newBuilder()
                            .setDelivered(Delivered.newBuilder()
                                    .setConversationId(conversationId)
                                    .setSeq(heard.dense()))
                            .build());
        }
    }

    private Send message(String clientMessageId, long due) {
        String text = "%d ".formatted(due);
        return Send.newBuilder()
                .setToUserId(peer)
                .setClientMessageId(clientMessageId)
                .setContent(Content.newBuilder().setText(text + "x".repeat(CHARACTERS - text.length())))
                .build();
    }

    private static Optional<Long> dueOf(Message message) {
        String text = message.getContent().getText();
        int end = text.indexOf(' ');
        return end < 0 ? Optional.empty() : Optional.of(Long.parseLong(text.substring(0, end)));
    }

    private Connection connection() {
        if (connection == null) {
            throw new IllegalStateException("not connected");
        }
        return connection;
    }

    /**
     * Bytes of one message on a TCP socket, length prefix included.
     *
     * @param send what the sender writes
     * @param ack what it gets back
     * @param event what the receiver gets
     */
    record Sizes(int send, int ack, int event) {}

    /** The sizes for two users whose names have five letters, in a conversation of a thousand messages. */
    static Sizes sizes() {
        var content = Content.newBuilder().setText("x".repeat(CHARACTERS));
        long time = 1_790_000_000_000L;
        var send = ClientFrame.newBuilder()
                .setId(1_000)
                .setSend(Send.newBuilder()
                        .setToUserId("carol")
                        .setClientMessageId("k3x9f2")
                        .setContent(content));
        var ack = ServerFrame.newBuilder()
                .setId(1_000)
                .setAck(Ack.newBuilder()
                        .setConversationId("d:alice:carol")
                        .setSeq(1_000)
                        .setTimeMs(time));
        var event = ServerFrame.newBuilder()
                .setEvent(ClientEvent.newBuilder()
                        .setConversationId("d:alice:carol")
                        .setSeq(1_000)
                        .setTimeMs(time)
                        .setUserId("alice")
                        .setMessage(Message.newBuilder().setContent(content)));
        return new Sizes(
                prefixed(send.build().getSerializedSize()),
                prefixed(ack.build().getSerializedSize()),
                prefixed(event.build().getSerializedSize()));
    }

    private static int prefixed(int size) {
        return CodedOutputStream.computeUInt32SizeNoTag(size) + size;
    }
}
