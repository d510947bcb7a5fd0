package io.hongyan.bench.chat;

import com.google.protobuf.CodedOutputStream;
import io.hongyan.bench.aim.Body;
import io.hongyan.bench.aim.Order;
import io.hongyan.bench.aim.Speaker;
import io.hongyan.bench.aim.Tally;
import io.hongyan.bench.login.Greeting;
import io.hongyan.client.connection.Closed;
import io.hongyan.client.connection.ConnectionListener;
import io.hongyan.client.connection.ConnectionOptions;
import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.connection.Traffic;
import io.hongyan.client.connection.netty.Connection;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.client.v1.ChangeGroup;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.CreateGroup;
import io.hongyan.proto.client.v1.Delivered;
import io.hongyan.proto.client.v1.Message;
import io.hongyan.proto.client.v1.Send;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.UserList;
import io.hongyan.proto.content.v1.Content;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One connection of one user, who writes in one conversation and confirms what comes from there. */
public final class LoadUser implements ConnectionListener, Speaker {

    private static final int USERS_PER_COMMAND_MAX = 100;
    private static final ConnectionOptions OPTIONS =
            ConnectionOptions.DEFAULT.withPendingMax(100_000).withRequestTimeout(Duration.ofSeconds(60));

    private final int tokenLength;
    private final Tally tally;
    private final long confirmEveryNanos;
    private final AtomicInteger next = new AtomicInteger();
    private final Map<String, Order> orders = new ConcurrentHashMap<>();
    private final Heard heard = new Heard();
    private @Nullable Connection connection;
    private volatile Send to = Send.getDefaultInstance();
    private volatile String conversationId = "";
    private long confirmed = System.nanoTime();
    private volatile boolean closedByServer;

    private LoadUser(int tokenLength, Tally tally, Duration confirmEvery) {
        this.tokenLength = tokenLength;
        this.tally = tally;
        this.confirmEveryNanos = confirmEvery.toNanos();
    }

    /**
     * Logs a user in, who does not write yet.
     *
     * @param confirmEvery how much time is between two confirmations at least
     */
    public static LoadUser logIn(
            Connections connections,
            ServerAddress address,
            String user,
            String token,
            Tally tally,
            Duration confirmEvery) {
        var loaded = new LoadUser(token.length(), tally, confirmEvery);
        loaded.connection =
                connections.open(address, OPTIONS, loaded).toCompletableFuture().join();
        ServerFrame answer =
                loaded.ask(ClientFrame.newBuilder().setHello(Greeting.of(token)).build());
        if (!answer.hasWelcome()) {
            throw new IllegalArgumentException("%s cannot log in: %s. Does `./hongyan up` run?"
                    .formatted(user, answer.getError().getMessage()));
        }
        return loaded;
    }

    /** Writes to a user from now on, whose conversation with this one has that name. */
    public void writeTo(String peer, String conversation) {
        to = Send.newBuilder().setToUserId(peer).build();
        conversationId = conversation;
    }

    /** Writes in a group from now on. */
    public void writeIn(String group) {
        to = Send.newBuilder().setConversationId(group).build();
        conversationId = group;
    }

    /** Makes a group of this user and others, and returns its id. */
    public String createGroup(String clientMessageId, List<String> others) {
        List<String> first = others.subList(0, Math.min(USERS_PER_COMMAND_MAX, others.size()));
        String group = done(ClientFrame.newBuilder()
                        .setCreateGroup(CreateGroup.newBuilder()
                                .setClientMessageId(clientMessageId)
                                .setName("bench")
                                .addAllUserIds(first)))
                .getConversationId();
        for (int from = first.size(); from < others.size(); from += USERS_PER_COMMAND_MAX) {
            List<String> more = others.subList(from, Math.min(others.size(), from + USERS_PER_COMMAND_MAX));
            done(ClientFrame.newBuilder()
                    .setChangeGroup(ChangeGroup.newBuilder()
                            .setConversationId(group)
                            .setAdd(UserList.newBuilder().addAllUserIds(more))));
        }
        return group;
    }

    private Ack done(ClientFrame.Builder frame) {
        ServerFrame answer = ask(frame.build());
        if (!answer.hasAck()) {
            throw new IllegalStateException(
                    "The group cannot be made: " + answer.getError().getMessage());
        }
        heard.own(answer.getAck().getSeq());
        return answer.getAck();
    }

    private ServerFrame ask(ClientFrame frame) {
        return connection()
                .request(frame)
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void send(long due) {
        tally.sent();
        connection()
                .request(ClientFrame.newBuilder()
                        .setSend(message(new Body(due, next.incrementAndGet())))
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

    @Override
    public Traffic traffic() {
        return connection().traffic();
    }

    @Override
    public boolean closed() {
        return closedByServer;
    }

    @Override
    public int secretLength() {
        return tokenLength;
    }

    @Override
    public void close() {
        connection().close();
    }

    @Override
    public void onFrame(ServerFrame frame) {
        if (!frame.hasEvent()) {
            return;
        }
        ClientEvent event = frame.getEvent();
        heard.others(event.getSeq());
        if (!event.hasMessage()) {
            return; // the group was made
        }
        Body.of(event.getMessage().getContent().getText())
                .ifPresent(body -> tally.received(
                        body,
                        orders.computeIfAbsent(event.getUserId(), _ -> new Order())
                                .came(body.number())));
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
        if (now - confirmed > confirmEveryNanos) {
            confirmed = now;
            connection()
                    .send(ClientFrame.newBuilder()
                            .setDelivered(Delivered.newBuilder()
                                    .setConversationId(conversationId)
                                    .setSeq(heard.dense()))
                            .build());
        }
    }

    private Send message(Body body) {
        return to.toBuilder()
                .setClientMessageId(Integer.toString(body.number(), 36))
                .setContent(Content.newBuilder().setText(body.text()))
                .build();
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
    public record Sizes(int send, int ack, int event) {}

    /** The sizes for two users whose names have five letters, in a conversation of a thousand messages. */
    public static Sizes sizes() {
        var content = Content.newBuilder().setText("x".repeat(Body.CHARACTERS));
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
