package io.hongyan.faults.pressure;

import io.hongyan.client.connection.Closed;
import io.hongyan.client.connection.ConnectionListener;
import io.hongyan.client.connection.ConnectionOptions;
import io.hongyan.client.connection.netty.Connection;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.faults.stage.Stage;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Hello;
import io.hongyan.proto.client.v1.Send;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.content.v1.Content;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A client that writes and does not try again: it sees what the server answers while the log stands still, and how fast. Safe for
 * several threads.
 */
final class Refusals implements ConnectionListener, AutoCloseable {

    private static final int LOGIN_SECONDS_MAX = 30;
    private static final Duration EVERY = Duration.ofMillis(50);

    private final Connection connection;
    private final Map<String, Integer> answers = new TreeMap<>();
    private long slowestNanos;
    private int waiting;
    private int sent;

    Refusals(Stage stage, Connections connections) {
        connection = connections
                .open(stage.address(), ConnectionOptions.DEFAULT.withRequestTimeout(Duration.ofMinutes(2)), this)
                .toCompletableFuture()
                .orTimeout(LOGIN_SECONDS_MAX, TimeUnit.SECONDS)
                .join();
        ServerFrame welcome = connection
                .request(ClientFrame.newBuilder()
                        .setHello(Hello.newBuilder()
                                .setToken(stage.issuer().token("impatient"))
                                .setDeviceId("probe")
                                .setAgent("hongyan-pressure"))
                        .build())
                .toCompletableFuture()
                .orTimeout(LOGIN_SECONDS_MAX, TimeUnit.SECONDS)
                .join();
        if (!welcome.hasWelcome()) {
            throw new IllegalStateException("The client was not let in: " + welcome);
        }
    }

    /** Writes a message every 50 ms for some time. */
    void write(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - until < 0) {
            long at = System.nanoTime();
            String id;
            synchronized (this) {
                sent++;
                waiting++;
                id = "p" + sent;
            }
            connection
                    .request(ClientFrame.newBuilder()
                            .setSend(Send.newBuilder()
                                    .setConversationId("d:impatient:patient")
                                    .setClientMessageId(id)
                                    .setContent(Content.newBuilder().setText("now or never")))
                            .build())
                    .whenComplete((answer, failed) -> answered(answer, failed, System.nanoTime() - at));
            LockSupport.parkNanos(EVERY.toNanos());
        }
    }

    private synchronized void answered(@Nullable ServerFrame answer, @Nullable Throwable failed, long nanos) {
        waiting--;
        slowestNanos = Math.max(slowestNanos, nanos);
        answers.merge(describe(answer, failed), 1, Integer::sum);
    }

    private static String describe(@Nullable ServerFrame answer, @Nullable Throwable failed) {
        if (answer == null) {
            return "no answer: " + failed;
        }
        return answer.hasError()
                ? "%s, %s"
                        .formatted(
                                answer.getError().getCode(),
                                answer.getError().getRetry() ? "to be tried again" : "not to be tried again")
                : "ack";
    }

    /** Returns when everything has been answered. */
    void awaitAnswers() {
        while (true) {
            synchronized (this) {
                if (waiting == 0) {
                    return;
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    /** What was answered, how often. */
    synchronized Map<String, Integer> answers() {
        return new TreeMap<>(answers);
    }

    /** The longest that an answer took. */
    synchronized Duration slowest() {
        return Duration.ofNanos(slowestNanos);
    }

    @Override
    public void onFrame(ServerFrame frame) {}

    @Override
    public void onClosed(Closed closed) {}

    @Override
    public void close() {
        connection.close();
    }
}
