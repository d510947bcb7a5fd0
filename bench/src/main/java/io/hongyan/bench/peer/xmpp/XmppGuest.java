package io.hongyan.bench.peer.xmpp;

import io.hongyan.bench.aim.Guest;
import io.hongyan.bench.aim.Reception;
import io.hongyan.bench.peer.Sockets;
import io.hongyan.client.login.Next;
import io.hongyan.client.login.Reconnecting;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A device that only comes and goes, with the pauses that our own client makes, and shows that it is there every four minutes. */
final class XmppGuest implements Guest {

    private static final long BEAT_MILLIS = Duration.ofMinutes(4).toMillis();

    private final Sockets sockets;
    private final Identity who;
    private int failures;
    private volatile @Nullable XmppConnection connection;
    private @Nullable ScheduledFuture<?> beat;

    XmppGuest(Sockets sockets, Identity who) {
        this.sockets = sockets;
        this.who = who;
    }

    @Override
    public void come(Reception reception) {
        connection = XmppConnection.open(sockets, who, new XmppConnection.Listener() {
            private boolean welcome;

            @Override
            public void in() {
                welcome = true;
                failures = 0;
                reception.welcomed();
            }

            @Override
            public void came(Element stanza) {}

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
        XmppConnection open = connection;
        if (open != null) {
            open.beat();
        }
    }

    @Override
    public boolean isHere() {
        XmppConnection open = connection;
        return open != null && open.isOpen();
    }

    @Override
    public synchronized void leave() {
        if (beat != null) {
            beat.cancel(false);
            beat = null;
        }
        XmppConnection open = connection;
        if (open != null) {
            open.close();
        }
    }
}
