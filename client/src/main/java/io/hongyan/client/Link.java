package io.hongyan.client;

import static java.util.Objects.requireNonNullElse;

import io.hongyan.client.connection.Closed;
import io.hongyan.client.connection.ConnectionException;
import io.hongyan.client.connection.ConnectionException.Reason;
import io.hongyan.client.connection.ConnectionListener;
import io.hongyan.client.connection.netty.Connection;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.client.login.Next;
import io.hongyan.client.login.Reconnecting;
import io.hongyan.proto.client.v1.Bye;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.Hello;
import io.hongyan.proto.client.v1.Ping;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.Welcome;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Stays logged in: connects, says hello, beats, and begins anew when a connection ended. Lives on one event loop. */
final class Link {

    /** A connection that lasted this long was not a failure. */
    private static final long LASTED_NANOS = Duration.ofSeconds(10).toNanos();

    private final Connections connections;
    private final EventLoop loop;
    private final ChatOptions options;
    private final TokenSource tokens;
    private final LinkUser user;
    private final AppState app;

    private ConnectionState state = ConnectionState.WAITING;
    private @Nullable String token;
    private boolean tokenIsNew;
    private @Nullable Line line;
    private @Nullable PacedSender sender;
    private @Nullable ScheduledFuture<?> beat;
    private @Nullable ScheduledFuture<?> moving;
    private int failures;
    private long onlineSince;

    Link(Connections connections, EventLoop loop, ChatOptions options, TokenSource tokens, LinkUser user) {
        this.connections = connections;
        this.loop = loop;
        this.options = options;
        this.tokens = tokens;
        this.user = user;
        this.app = new AppState(this, options.background());
    }

    /** Connects, and logs in. */
    void start() {
        enter(ConnectionState.CONNECTING, "");
        tokenIsNew = token == null;
        CompletableFuture.completedFuture(token)
                .thenCompose(known -> known == null ? tokens.newToken() : CompletableFuture.completedFuture(known))
                .whenCompleteAsync(
                        (fetched, failed) -> {
                            if (failed != null) {
                                ended(null, "No token could be had: " + message(failed));
                            } else {
                                connect(fetched);
                            }
                        },
                        loop);
    }

    private void connect(String with) {
        if (state == ConnectionState.STOPPED) {
            return;
        }
        token = with;
        Line mine = new Line();
        line = mine;
        connections
                .open(loop, options.address(), options.connection(), mine)
                .whenCompleteAsync(
                        (connection, failed) -> {
                            if (failed != null) {
                                mine.end(null, message(failed));
                            } else if (line != mine) {
                                connection.close();
                            } else {
                                mine.login(connection, with);
                            }
                        },
                        loop);
    }

    /** One connection, as long as it is the current one. */
    private final class Line implements ConnectionListener {

        private @Nullable Connection connection;

        void login(Connection opened, String with) {
            connection = opened;
            ClientFrame hello = ClientFrame.newBuilder()
                    .setHello(Hello.newBuilder()
                            .setToken(with)
                            .setDeviceId(options.deviceId())
                            .setPlatform(options.platform())
                            .setBackground(app.inHello())
                            .addAllHave(user.have())
                            .setHeartbeatMs((int) options.heartbeat().toMillis())
                            .setAgent(options.agent()))
                    .build();
            opened.request(hello).whenComplete((answer, failed) -> {
                if (failed != null) {
                    opened.close();
                    end(null, message(failed));
                } else if (answer.hasWelcome()) {
                    up(opened, answer.getWelcome());
                } else if (!answer.getError().getCloses()) {
                    opened.close();
                    end(answer.getError(), answer.getError().getMessage());
                } // else onClosed comes, with the same error
            });
        }

        @Override
        public void onFrame(ServerFrame frame) {
            if (line != this) {
                return;
            }
            if (frame.hasGoAway()) {
                moveAfter(frame.getGoAway().getReconnectAfterMs());
            } else {
                user.onFrame(frame);
            }
        }

        @Override
        public void onClosed(Closed closed) {
            end(closed.error(), closed.cause());
        }

        void end(@Nullable Error error, String why) {
            if (line == this) {
                ended(error, why);
            }
        }

        void close() {
            if (connection != null) {
                connection.close();
            }
        }
    }

    private void up(Connection connection, Welcome welcome) {
        onlineSince = System.nanoTime();
        sender = new PacedSender(connection, loop, welcome.getLimits());
        enter(ConnectionState.ONLINE, "");
        long heartbeat = Math.max(1_000, welcome.getHeartbeatMs() * 9L / 10);
        beat = loop.scheduleAtFixedRate(this::ping, heartbeat, heartbeat, TimeUnit.MILLISECONDS);
        user.onUp(welcome);
        app.catchUp();
    }

    private void ping() {
        user.onPing();
        app.catchUp();
        Line pinged = line;
        request(ClientFrame.newBuilder().setPing(Ping.getDefaultInstance()).build())
                .whenComplete((answer, failed) -> {
                    if (failed == null) {
                        user.onPong(answer);
                    } else if (pinged != null && pinged == line) {
                        pinged.close();
                        pinged.end(null, "The server did not answer a ping.");
                    }
                });
    }

    /** The server leaves: stay until it is time, then log in elsewhere. */
    private void moveAfter(int unsignedMillis) {
        if (moving == null) {
            Line left = line;
            moving = loop.schedule(
                    () -> {
                        if (left != null && left == line) {
                            down();
                            left.close();
                            start();
                        }
                    },
                    Integer.toUnsignedLong(unsignedMillis),
                    TimeUnit.MILLISECONDS);
        }
    }

    private void ended(@Nullable Error error, String why) {
        if (state == ConnectionState.STOPPED) {
            return;
        }
        boolean lasted = sender != null && System.nanoTime() - onlineSince > LASTED_NANOS;
        failures = lasted ? 0 : failures + 1;
        down();
        switch (Reconnecting.after(
                error, failures, tokenIsNew, ThreadLocalRandom.current().nextDouble())) {
            case Next.Stop stop -> enter(ConnectionState.STOPPED, stop.why());
            case Next.Login login -> {
                token = login.newToken() ? null : token;
                enter(ConnectionState.WAITING, why);
                loop.schedule(this::startAgain, login.after().toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private void startAgain() {
        if (state == ConnectionState.WAITING) {
            start();
        }
    }

    private void down() {
        line = null;
        if (beat != null) {
            beat.cancel(false);
            beat = null;
        }
        if (moving != null) {
            moving.cancel(false);
            moving = null;
        }
        if (sender != null) {
            PacedSender over = sender;
            sender = null;
            over.close();
            user.onDown();
        }
    }

    /** Logs out, and does not come back. */
    void stop() {
        if (state == ConnectionState.STOPPED) {
            return;
        }
        Line last = line;
        if (sender != null) {
            sender.send(
                    ClientFrame.newBuilder().setBye(Bye.getDefaultInstance()).build());
        }
        enter(ConnectionState.STOPPED, "Closed by the app.");
        down();
        if (last != null) {
            last.close();
        }
    }

    /** Loses the connection without a word, as a phone does in a tunnel. */
    void drop() {
        if (line != null) {
            line.close();
        }
    }

    /** Sends a frame with an answer; fails at once if not logged in. */
    CompletionStage<ServerFrame> request(ClientFrame frame) {
        return sender == null
                ? CompletableFuture.failedFuture(new ConnectionException(Reason.NOT_CONNECTED, "Not logged in."))
                : sender.request(frame);
    }

    /** Sends a frame without an answer; false if that is not possible now. */
    boolean send(ClientFrame frame) {
        return sender != null && sender.send(frame);
    }

    boolean isUp() {
        return sender != null;
    }

    /** Whether the app is in the background. */
    AppState app() {
        return app;
    }

    private void enter(ConnectionState next, String why) {
        if (state != next) {
            state = next;
            user.onState(next, why);
        }
    }

    private static String message(Throwable failed) {
        Throwable cause = requireNonNullElse(failed.getCause(), failed);
        return requireNonNullElse(cause.getMessage(), cause.toString());
    }
}
