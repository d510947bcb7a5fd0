package io.hongyan.faults.takeover;

import io.hongyan.client.ChatClient;
import io.hongyan.client.ChatListener;
import io.hongyan.client.ChatOptions;
import io.hongyan.client.ConnectionState;
import io.hongyan.client.MemoryStore;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.client.inbox.Conversation;
import io.hongyan.faults.stage.Stage;
import io.hongyan.launcher.process.Replica;
import io.hongyan.launcher.process.Service;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.content.v1.Content;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Kills a connector that has all clients, and measures until all are connected to the other one and have received what was written
 * to them meanwhile.
 */
final class ConnectorKill {

    private static final int AT_ONCE = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Stage stage;
    private final PrintStream out;
    private final AtomicInteger online = new AtomicInteger();
    private final AtomicInteger heard = new AtomicInteger();
    private final List<ChatClient> clients = new ArrayList<>();

    ConnectorKill(Stage stage, PrintStream out) {
        this.stage = stage;
        this.out = out;
    }

    void run(Connections connections, int kills, int count) {
        var first = new Replica(Service.CONNECTOR, 1);
        var second = new Replica(Service.CONNECTOR, 2);
        stage.suite().stop(second); // so that all are on one
        int pairs = count / 2;
        out.println("logging %d clients in".formatted(pairs * 2));
        for (int user = 0; user < pairs * 2; user++) {
            start(connections, user);
            int wanted = user + 1 - AT_ONCE;
            await(() -> online.get() >= wanted, "logins");
        }
        await(() -> online.get() == pairs * 2, "logins");
        try {
            for (int kill = 1; kill <= kills; kill++) {
                Replica from = kill % 2 == 1 ? first : second;
                Replica to = kill % 2 == 1 ? second : first;
                stage.suite().start(to);
                stage.suite().awaitReady(List.of(to), (_, _) -> {});
                measure(from, kill, pairs);
            }
        } finally {
            clients.forEach(ChatClient::close);
        }
    }

    private void measure(Replica from, int kill, int pairs) {
        heard.set(0);
        int before = online.get();
        long begun = System.nanoTime();
        stage.suite().process(from).kill();
        for (int pair = 0; pair < pairs; pair++) {
            clients.get(2 * pair)
                    .send(
                            Conversation.idBetween(name(2 * pair), name(2 * pair + 1)),
                            "k%d-%d".formatted(kill, pair),
                            Content.newBuilder().setText("are you there?").build());
        }
        await(() -> online.get() < before, "the loss of connections");
        await(() -> online.get() == before, "connections");
        Duration back = Duration.ofNanos(System.nanoTime() - begun);
        await(() -> heard.get() == pairs, "messages");
        Duration synced = Duration.ofNanos(System.nanoTime() - begun);
        out.println(
                "  kill %d, %s with %d clients: all back after %.1f s, all %d messages written meanwhile received after %.1f s"
                        .formatted(
                                kill,
                                from.title(),
                                before,
                                back.toMillis() / 1_000.0,
                                pairs,
                                synced.toMillis() / 1_000.0));
    }

    private void start(Connections connections, int user) {
        var issuer = stage.issuer();
        String token = issuer.token(name(user));
        clients.add(ChatClient.start(
                connections,
                ChatOptions.of(stage.address(), name(user), "phone"),
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
                        if (user % 2 == 1) {
                            heard.addAndGet(events.size());
                        }
                    }
                }));
    }

    private static String name(int user) {
        return "crowd-" + user;
    }

    private void await(BooleanSupplier condition, String what) {
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
}
