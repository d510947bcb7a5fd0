package io.hongyan.bench.storm;

import io.hongyan.client.connection.Closed;
import io.hongyan.client.connection.ConnectionListener;
import io.hongyan.client.connection.ConnectionOptions;
import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.connection.netty.Connection;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.client.login.Next;
import io.hongyan.client.login.Reconnecting;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.Hello;
import io.hongyan.proto.client.v1.ServerFrame;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One device, which comes until it is let in, with the pauses that our client makes. */
final class Comer {

    private static final ConnectionOptions OPTIONS =
            ConnectionOptions.DEFAULT.withRequestTimeout(Duration.ofSeconds(60));

    private final Connections connections;
    private final ServerAddress address;
    private final ClientFrame hello;
    private int failures;
    private volatile @Nullable Connection connection;

    Comer(Connections connections, ServerAddress address, String token) {
        this.connections = connections;
        this.address = address;
        this.hello = ClientFrame.newBuilder()
                .setHello(
                        Hello.newBuilder().setToken(token).setDeviceId("bench").setAgent("hongyan-bench"))
                .build();
    }

    /** Comes, and comes again. */
    void come(Arrivals arrivals) {
        connections.open(address, OPTIONS, new Deaf()).whenComplete((opened, failure) -> {
            if (failure != null) {
                arrivals.broken();
                again(arrivals, null);
                return;
            }
            connection = opened;
            opened.request(hello).whenComplete((answer, broken) -> answered(arrivals, answer, broken));
        });
    }

    private void answered(Arrivals arrivals, @Nullable ServerFrame answer, @Nullable Throwable broken) {
        if (answer != null && answer.hasWelcome()) {
            failures = 0;
            arrivals.welcomed();
        } else if (broken == null && answer != null) {
            arrivals.putOff();
            again(arrivals, answer.getError());
        } else {
            arrivals.broken();
            again(arrivals, null);
        }
    }

    private void again(Arrivals arrivals, @Nullable Error error) {
        leave();
        failures++;
        double random = ThreadLocalRandom.current().nextDouble();
        if (Reconnecting.after(error, failures, false, random) instanceof Next.Login next) {
            connections.loop().schedule(() -> come(arrivals), next.after().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Leaves, as when the network breaks. */
    void leave() {
        Connection open = connection;
        if (open != null) {
            open.close();
        }
    }

    /** Listens to nothing: here only logins count. */
    private static final class Deaf implements ConnectionListener {

        @Override
        public void onFrame(ServerFrame frame) {}

        @Override
        public void onClosed(Closed closed) {}
    }
}
