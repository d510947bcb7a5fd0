package io.hongyan.bench.login;

import io.hongyan.bench.aim.Guest;
import io.hongyan.bench.aim.Reception;
import io.hongyan.client.connection.ConnectionOptions;
import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.connection.netty.Connection;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.client.login.Next;
import io.hongyan.client.login.Reconnecting;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.Ping;
import io.hongyan.proto.client.v1.ServerFrame;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One device, which comes until it is let in, with the pauses that our client makes. Safe for use by several threads. */
public final class Comer implements Guest {

    private static final ConnectionOptions OPTIONS =
            ConnectionOptions.DEFAULT.withRequestTimeout(Duration.ofSeconds(60));

    private static final ClientFrame PING =
            ClientFrame.newBuilder().setPing(Ping.getDefaultInstance()).build();

    private final Connections connections;
    private final ServerAddress address;
    private final ClientFrame hello;
    private int failures;
    private volatile int heartbeatMillis;
    private volatile @Nullable Connection connection;
    private @Nullable ScheduledFuture<?> beat;

    /** A device of the user whose token it is. */
    public Comer(Connections connections, ServerAddress address, String token) {
        this.connections = connections;
        this.address = address;
        this.hello = ClientFrame.newBuilder().setHello(Greeting.of(token)).build();
    }

    /** So many, of users whose names begin alike. */
    public static List<Guest> all(String prefix, int count, Connections connections, Door door) {
        return IntStream.range(0, count)
                .<Guest>mapToObj(i -> new Comer(connections, door.address(), door.token(prefix + i)))
                .toList();
    }

    @Override
    public void come(Reception reception) {
        connections.open(address, OPTIONS, new Deaf()).whenComplete((opened, failure) -> {
            if (failure != null) {
                reception.broken();
                again(reception, null);
                return;
            }
            connection = opened;
            opened.request(hello).whenComplete((answer, broken) -> answered(reception, answer, broken));
        });
    }

    private void answered(Reception reception, @Nullable ServerFrame answer, @Nullable Throwable broken) {
        if (answer != null && answer.hasWelcome()) {
            failures = 0;
            heartbeatMillis = answer.getWelcome().getHeartbeatMs();
            reception.welcomed();
        } else if (broken == null && answer != null) {
            reception.putOff();
            again(reception, answer.getError());
        } else {
            reception.broken();
            again(reception, null);
        }
    }

    private void again(Reception reception, @Nullable Error error) {
        leave();
        failures++;
        double random = ThreadLocalRandom.current().nextDouble();
        if (Reconnecting.after(error, failures, false, random) instanceof Next.Login next) {
            connections.loop().schedule(() -> come(reception), next.after().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void stay() {
        long every = Math.max(1_000, heartbeatMillis * 9L / 10);
        long first = ThreadLocalRandom.current().nextLong(every);
        beat = connections.loop().scheduleAtFixedRate(this::ping, first, every, TimeUnit.MILLISECONDS);
    }

    private void ping() {
        Connection open = connection;
        if (open != null) {
            open.request(PING);
        }
    }

    @Override
    public boolean isHere() {
        Connection open = connection;
        return open != null && open.isOpen();
    }

    @Override
    public synchronized void leave() {
        if (beat != null) {
            beat.cancel(false);
            beat = null;
        }
        Connection open = connection;
        if (open != null) {
            open.close();
        }
    }
}
