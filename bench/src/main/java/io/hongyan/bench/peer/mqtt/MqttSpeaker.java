package io.hongyan.bench.peer.mqtt;

import io.hongyan.bench.aim.Body;
import io.hongyan.bench.aim.Order;
import io.hongyan.bench.aim.Speaker;
import io.hongyan.bench.aim.Tally;
import io.hongyan.bench.peer.Sockets;
import io.hongyan.client.connection.Traffic;
import io.hongyan.launcher.LauncherException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A user who publishes to one topic, at least once, and has subscribed to one filter. The server's answer is the acknowledgement. */
final class MqttSpeaker implements Speaker, MqttConnection.Listener {

    private static final int PATIENCE_SECONDS = 30;

    private final String topic;
    private final Tally tally;
    private final MqttConnection connection;
    private final AtomicInteger next = new AtomicInteger();
    private final Map<String, Order> orders =
            new HashMap<>(); // by topic, each of which has one sender; for the event loop only
    private final CompletableFuture<Void> in = new CompletableFuture<>();
    private volatile boolean closedByServer;

    private MqttSpeaker(Sockets sockets, String user, String filter, String topic, Tally tally) {
        this.topic = topic;
        this.tally = tally;
        this.connection = MqttConnection.open(sockets, user, filter, this);
    }

    /**
     * Logs a user in.
     *
     * @param filter what is subscribed to
     * @param topic where it writes; what comes from there is its own, and not counted
     * @throws LauncherException if it is not let in
     */
    static MqttSpeaker logIn(Sockets sockets, String user, String filter, String topic, Tally tally) {
        var speaker = new MqttSpeaker(sockets, user, filter, topic, tally);
        try {
            speaker.in.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
            return speaker;
        } catch (CompletionException e) {
            throw new LauncherException("%s cannot log in: %s".formatted(user, e.getCause()), e);
        }
    }

    @Override
    public int secretLength() {
        return 0;
    }

    @Override
    public void send(long due) {
        tally.sent();
        connection.send(topic, new Body(due, next.incrementAndGet()).text(), due);
    }

    @Override
    public void in() {
        in.complete(null);
    }

    @Override
    public void acknowledged(long due) {
        tally.acked(System.nanoTime() - due);
    }

    @Override
    public void came(String from, String text) {
        if (!from.equals(topic)) {
            Body.of(text)
                    .ifPresent(body -> tally.received(
                            body, orders.computeIfAbsent(from, _ -> new Order()).came(body.number())));
        }
    }

    @Override
    public void closed(String why) {
        closedByServer = true;
        in.completeExceptionally(new IllegalStateException(why));
        System.err.println("bench: a connection was closed: " + why);
    }

    @Override
    public Traffic traffic() {
        return connection.traffic();
    }

    @Override
    public boolean closed() {
        return closedByServer;
    }

    @Override
    public void close() {
        connection.close();
    }
}
