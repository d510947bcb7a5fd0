package io.hongyan.faults.takeover;

import io.hongyan.client.ChatClient;
import io.hongyan.client.ChatListener;
import io.hongyan.client.ChatOptions;
import io.hongyan.client.ConnectionState;
import io.hongyan.client.MemoryStore;
import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.client.inbox.Conversation;
import io.hongyan.faults.stage.Stage;
import io.hongyan.launcher.issuer.TokenIssuer;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.content.v1.Content;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Clients in pairs, of which one writes to the other when told to. */
final class Crowd implements AutoCloseable {

    private static final int AT_ONCE = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final String name;
    private final AtomicInteger online = new AtomicInteger();
    private final AtomicInteger heard = new AtomicInteger();
    private volatile int written;
    private final List<ChatClient> clients = new ArrayList<>();

    private Crowd(String name) {
        this.name = name;
    }

    /** Logs clients in, some hundreds at a time, and returns when all are. */
    static Crowd logIn(Stage stage, Connections connections, String name, int pairs) {
        var crowd = new Crowd(name);
        TokenIssuer issuer = stage.issuer();
        for (int user = 0; user < pairs * 2; user++) {
            crowd.start(connections, stage.address(), user, issuer.token(crowd.user(user)));
            int wanted = user + 1 - AT_ONCE;
            crowd.await(() -> crowd.online() >= wanted, "logins");
        }
        crowd.await(() -> crowd.online() == pairs * 2, "logins");
        return crowd;
    }

    /** How many are connected. */
    int online() {
        return online.get();
    }

    /** How many were written to the last time. */
    int written() {
        return written;
    }

    /** In so many pairs, or all if there are fewer, one writes to the other. Nothing counts as heard before. */
    void write(String id, int most) {
        heard.set(0);
        written = Math.min(most, clients.size() / 2);
        for (int pair = 0; pair < written; pair++) {
            clients.get(2 * pair)
                    .send(
                            Conversation.idBetween(user(2 * pair), user(2 * pair + 1)),
                            id + "-" + pair,
                            Content.newBuilder().setText("are you there?").build());
        }
    }

    /** Waits until everybody that was written to has heard it. */
    void awaitHeard() {
        await(() -> heard.get() >= written, "messages");
    }

    /** Waits for something that is seen in how many are online, or heard. */
    void await(BooleanSupplier condition, String what) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - until > 0) {
                throw new IllegalStateException(
                        "After %d s of waiting for %s, %d of %d are online and %d messages heard."
                                .formatted(PATIENCE.toSeconds(), what, online.get(), clients.size(), heard.get()));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    @Override
    public void close() {
        clients.forEach(ChatClient::close);
    }

    private void start(Connections connections, ServerAddress address, int number, String token) {
        clients.add(ChatClient.start(
                connections,
                ChatOptions.of(address, user(number), "phone"),
                () -> CompletableFuture.completedFuture(token),
                new MemoryStore(),
                new ChatListener() {
                    private boolean counted;

                    @Override
                    public synchronized void onState(ConnectionState now, String why) {
                        boolean connected = now == ConnectionState.ONLINE;
                        if (connected != counted) {
                            counted = connected;
                            online.addAndGet(connected ? 1 : -1);
                        }
                    }

                    @Override
                    public void onEvents(Conversation conversation, List<ClientEvent> events) {
                        if (number % 2 == 1) {
                            heard.addAndGet(events.size());
                        }
                    }
                }));
    }

    private String user(int number) {
        return name + "-" + number;
    }
}
