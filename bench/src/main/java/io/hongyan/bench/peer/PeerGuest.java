package io.hongyan.bench.peer;

import io.hongyan.bench.aim.Guest;
import io.hongyan.bench.aim.Reception;
import io.hongyan.client.login.Next;
import io.hongyan.client.login.Reconnecting;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A device that only comes and goes, with the pauses that our own client makes, and shows that it is there every four minutes. */
public final class PeerGuest implements Guest {

    private static final long BEAT_MILLIS = Duration.ofMinutes(4).toMillis();

    private final Sockets sockets;
    private final Function<PeerConnection.Listener, PeerConnection> opening;
    private int failures;
    private volatile @Nullable PeerConnection connection;
    private @Nullable ScheduledFuture<?> beat;

    /**
     * A device that has not come yet.
     *
     * @param opening opens a connection and begins to log in
     */
    public PeerGuest(Sockets sockets, Function<PeerConnection.Listener, PeerConnection> opening) {
        this.sockets = sockets;
        this.opening = opening;
    }

    @Override
    public void come(Reception reception) {
        connection = opening.apply(new PeerConnection.Listener() {
            private boolean welcome;

            @Override
            public void in() {
                welcome = true;
                failures = 0;
                reception.welcomed();
            }

            @Override
            public void closed(String why) {
                if (!welcome) {
                    reception.broken();
                    again(reception);
                }
            }
        });
    }

    private void again(Reception reception) {
        failures++;
        double random = ThreadLocalRandom.current().nextDouble();
        if (Reconnecting.after(null, failures, false, random) instanceof Next.Login next) {
            sockets.loop().schedule(() -> come(reception), next.after().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void stay() {
        long first = ThreadLocalRandom.current().nextLong(BEAT_MILLIS);
        beat = sockets.loop().scheduleAtFixedRate(this::beat, first, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void beat() {
        PeerConnection open = connection;
        if (open != null) {
            open.beat();
        }
    }

    @Override
    public boolean isHere() {
        PeerConnection open = connection;
        return open != null && open.isOpen();
    }

    @Override
    public synchronized void leave() {
        if (beat != null) {
            beat.cancel(false);
            beat = null;
        }
        PeerConnection open = connection;
        if (open != null) {
            open.close();
        }
    }
}
