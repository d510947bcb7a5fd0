package io.hongyan.launcher.demo;

import io.hongyan.client.ChatClient;
import io.hongyan.client.ChatListener;
import io.hongyan.client.ChatOptions;
import io.hongyan.client.ConnectionState;
import io.hongyan.client.MemoryStore;
import io.hongyan.client.TokenSource;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.client.inbox.Conversation;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.Receipt;
import io.hongyan.proto.client.v1.TypingSignal;
import io.hongyan.proto.client.v1.UserPresence;
import io.hongyan.proto.presence.v1.PresenceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A phone of the story: a client, and everything it was told, to be waited for. */
final class Device implements ChatListener, AutoCloseable {

    /** What a device was told so far; receipts by conversation. */
    record Told(
            List<ClientEvent> events,
            Map<String, Long> delivered,
            Map<String, Long> read,
            List<TypingSignal> typing,
            Map<String, PresenceState> presence,
            long badge) {

        /** How often an event came. */
        long count(String conversation, long seq) {
            return events.stream()
                    .filter(event -> event.getConversationId().equals(conversation) && event.getSeq() == seq)
                    .count();
        }

        /** The seqs of a conversation in the order they came. */
        List<Long> seqs(String conversation) {
            return events.stream()
                    .filter(event -> event.getConversationId().equals(conversation))
                    .map(ClientEvent::getSeq)
                    .toList();
        }
    }

    private final Connections connections;
    private final ChatOptions options;
    private final TokenSource tokens;
    private final MemoryStore store = new MemoryStore(); // outlives the app, as a phone's database does
    private final List<ClientEvent> events = new ArrayList<>();
    private final Map<String, Long> delivered = new HashMap<>();
    private final Map<String, Long> read = new HashMap<>();
    private final List<TypingSignal> typing = new ArrayList<>();
    private final Map<String, PresenceState> presence = new HashMap<>();
    private long badge;
    private String trouble = "the server does not answer";
    private @Nullable ChatClient client;

    Device(Connections connections, ChatOptions options, TokenSource tokens) {
        this.connections = connections;
        this.options = options;
        this.tokens = tokens;
    }

    /** Starts the app and waits for the login. */
    ChatClient start(Duration timeMax) {
        ChatClient started = ChatClient.start(connections, options, tokens, store, this);
        client = started;
        try {
            return join(started.online(), timeMax);
        } catch (CompletionException e) {
            throw new UntrueException("no login within %d s: %s".formatted(timeMax.toSeconds(), lastTrouble()));
        }
    }

    private synchronized String lastTrouble() {
        return trouble;
    }

    /** The app, which runs. */
    ChatClient app() {
        if (client == null) {
            throw new UntrueException(options.userId() + " is not logged in");
        }
        return client;
    }

    /** Stops the app; what it has is kept. */
    void stop() {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    /** Forgets what the device was told, so that only what comes from now on counts. */
    synchronized void forgetTold() {
        events.clear();
        typing.clear();
    }

    synchronized Told told() {
        return new Told(
                List.copyOf(events),
                Map.copyOf(delivered),
                Map.copyOf(read),
                List.copyOf(typing),
                Map.copyOf(presence),
                badge);
    }

    /** Waits until something is true of what the device was told; else fails with what is true instead. */
    synchronized Told await(Duration timeMax, Predicate<Told> truth, Function<Told, String> instead) {
        long deadline = System.nanoTime() + timeMax.toNanos();
        try {
            while (!truth.test(told())) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new UntrueException("after %d s, %s".formatted(timeMax.toSeconds(), instead.apply(told())));
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return told();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UntrueException("interrupted");
        }
    }

    static <T> T join(CompletionStage<T> stage, Duration timeMax) {
        return stage.toCompletableFuture()
                .orTimeout(timeMax.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    @Override
    public synchronized void onEvents(Conversation conversation, List<ClientEvent> shown) {
        events.addAll(shown);
        notifyAll();
    }

    @Override
    public synchronized void onReceipt(Receipt receipt) {
        String conversation = receipt.getConversationId();
        delivered.merge(conversation, Math.max(receipt.getDeliveredSeq(), receipt.getReadSeq()), Math::max);
        read.merge(conversation, receipt.getReadSeq(), Math::max);
        notifyAll();
    }

    @Override
    public synchronized void onTyping(TypingSignal signal) {
        typing.add(signal);
        notifyAll();
    }

    @Override
    public synchronized void onPresence(List<UserPresence> users) {
        users.forEach(user -> presence.put(user.getUserId(), user.getState()));
        notifyAll();
    }

    @Override
    public synchronized void onUnreadTotal(long total) {
        badge = total;
        notifyAll();
    }

    @Override
    public synchronized void onState(ConnectionState state, String why) {
        trouble = why.isEmpty() ? trouble : why;
    }

    @Override
    public void close() {
        stop();
    }
}
