package io.hongyan.faults.load;

import io.hongyan.client.ChatClient;
import io.hongyan.client.ChatListener;
import io.hongyan.client.ChatOptions;
import io.hongyan.client.MemoryStore;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.client.inbox.Conversation;
import io.hongyan.faults.stage.Stage;
import io.hongyan.proto.content.v1.Content;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Pairs of users who write to each other at a steady rate, whatever comes back: messages are due when they are due. */
public final class Talk implements AutoCloseable {

    /** What its users' ids begin with, and nobody else's. */
    public static final String USERS = "talk-";

    /**
     * So many pairs that none holds up the load: a client sends one message of a conversation at a time, and a few pairs would write
     * only as fast as acks come.
     */
    public static final int PAIRS = 500;

    private static final int ONLINE_SECONDS_MAX = 60;
    private static final int OUTBOX_MAX = 100_000;
    private static final Duration WARM_UP_ROUND = Duration.ofSeconds(15);
    private static final int WARM_UP_ROUNDS_MAX = 16;
    private static final Duration STEADY_ROUND = Duration.ofSeconds(8);
    private static final int STEADY_ROUNDS_MAX = 16;
    private static final Duration WARM = Duration.ofMillis(500);

    private final int rate;
    private final List<ChatClient> senders = new ArrayList<>();
    private final List<ChatClient> all = new ArrayList<>();
    private final List<String> conversations = new ArrayList<>();
    private final Waits waits = new Waits();
    private final Thread load = Thread.ofPlatform().daemon().name("talk").unstarted(this::send);
    private volatile boolean sparing;
    private volatile boolean ends;

    /**
     * Logs them in.
     *
     * @param rate messages per second, of all together
     */
    public Talk(Stage stage, Connections connections, int pairs, int rate) {
        this.rate = rate;
        var issuer = stage.issuer();
        for (int pair = 0; pair < pairs; pair++) {
            String one = USERS + "a" + pair;
            String other = USERS + "b" + pair;
            for (String user : List.of(one, other)) {
                ChatOptions options =
                        ChatOptions.of(stage.address(), user, "phone").withOutboxMax(OUTBOX_MAX);
                all.add(ChatClient.start(
                        connections,
                        options,
                        () -> CompletableFuture.completedFuture(issuer.token(user)),
                        new MemoryStore(),
                        new ChatListener() {}));
            }
            senders.add(all.get(all.size() - 2));
            conversations.add(Conversation.idBetween(one, other));
        }
        all.forEach(client -> client.online()
                .toCompletableFuture()
                .orTimeout(ONLINE_SECONDS_MAX, TimeUnit.SECONDS)
                .join());
        load.start();
    }

    /** What senders wait. */
    public Waits waits() {
        return waits;
    }

    /**
     * Returns when the processes have warmed up: when nine of ten messages of 15 s got their acks within half a second, or after some
     * minutes. What is measured from then on is not what compilers cost. Until then no more than a second's messages wait: cold
     * processes would be given a backlog that warm ones need minutes for.
     *
     * @param meanwhile done every second
     */
    public void warmUp(PrintStream out, Runnable meanwhile) {
        spare();
        Duration most;
        int round = 0;
        do {
            most = round(WARM_UP_ROUND, 0.9, meanwhile);
            round++;
            out.println("  warming up: %d acks, p90 %d ms".formatted(waits.count(), most.toMillis()));
        } while (most.compareTo(WARM) > 0 && round < WARM_UP_ROUNDS_MAX);
        sparing = false;
    }

    /** Until it is steady again no more than a second's messages wait: a process is going to start, and is cold. */
    public void spare() {
        sparing = true;
    }

    /**
     * Returns when 99 of 100 messages of some seconds got their acks within half a second, or after some minutes: a process that has
     * just started takes from all others what its compiler needs.
     *
     * @return what 99 of 100 of the last seconds did not exceed
     */
    public Duration awaitSteady() {
        int round = 0;
        while (sparing && round < STEADY_ROUNDS_MAX) {
            sparing = round(STEADY_ROUND, 0.9, () -> {}).compareTo(WARM) > 0;
            round++;
        }
        sparing = false;
        Duration most;
        do {
            most = round(STEADY_ROUND, 0.99, () -> {});
            round++;
        } while (most.compareTo(WARM) > 0 && round < STEADY_ROUNDS_MAX);
        return most;
    }

    private Duration round(Duration time, double share, Runnable everySecond) {
        waits.forget();
        Pause.lasting(time, everySecond);
        awaitCalm();
        return waits.quantile(share);
    }

    /** Returns when no more messages wait than are underway in half a second. */
    public void awaitCalm() {
        awaitWaiting(Math.max(10, rate / 2));
    }

    @Override
    public void close() {
        ends = true;
        try {
            load.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ChatClient::close);
    }

    /** Returns the time at which there is room again. */
    private long awaitRoom() {
        awaitWaiting(rate / 2);
        return System.nanoTime();
    }

    private void awaitWaiting(int max) {
        while (!ends && waits.waiting() > max) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private void send() {
        long apart = TimeUnit.SECONDS.toNanos(1) / rate;
        long next = System.nanoTime();
        for (long message = 0; !ends; message++) {
            long due = sparing && waits.waiting() > rate ? awaitRoom() : next;
            next = due + apart;
            Pause.until(due);
            int pair = (int) (message % senders.size());
            waits.begin();
            senders.get(pair)
                    .send(
                            conversations.get(pair),
                            "t" + message,
                            Content.newBuilder().setText("message " + message).build())
                    .whenComplete((_, failed) -> {
                        if (failed == null) {
                            waits.acknowledged(due, System.nanoTime());
                        } else {
                            waits.failed();
                        }
                    });
        }
    }
}
