package io.hongyan.bench.mixed;

import io.hongyan.bench.OpenLoop;
import io.hongyan.bench.Report;
import io.hongyan.bench.aim.Reception;
import io.hongyan.bench.login.Comer;
import io.hongyan.bench.login.Door;
import io.hongyan.client.connection.netty.Connections;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;

/** Devices that come when they are due, stay for a while and leave. Their logins are counted from when they were due. */
final class Passage {

    private static final long LATENCY_MAX = TimeUnit.MINUTES.toNanos(2);
    private static final long SETTLE_SECONDS_MAX = 30;
    private static final int STAY_SECONDS = 2;

    private final List<Comer> comers = new ArrayList<>();
    private final int perSecond;
    private final ConcurrentHistogram logins = new ConcurrentHistogram(LATENCY_MAX, 3);
    private final AtomicLong due = new AtomicLong();
    private final AtomicLong putOff = new AtomicLong();

    /** So many a second: as many devices as are there at the same time come again and again. */
    Passage(Connections connections, Door door, int perSecond) {
        this.perSecond = perSecond;
        for (int i = 0; i < perSecond * 2 * STAY_SECONDS; i++) {
            comers.add(new Comer(connections, door.address(), door.token("passer-" + i)));
        }
    }

    /** Lets them come and go for so long, and waits for the last to be in. */
    void run(Duration time) {
        OpenLoop.run(perSecond, perSecond * time.toSeconds(), (index, moment) -> {
            comers.get((int) ((index + comers.size() / 2) % comers.size())).leave();
            due.incrementAndGet();
            comers.get((int) (index % comers.size())).come(new Login(moment));
        });
        OpenLoop.settled(this::complete, SETTLE_SECONDS_MAX);
        comers.forEach(Comer::leave);
    }

    private final class Login implements Reception {

        private final long moment;

        Login(long moment) {
            this.moment = moment;
        }

        @Override
        public void welcomed() {
            logins.recordValue(Math.clamp(System.nanoTime() - moment, 0, LATENCY_MAX));
        }

        @Override
        public void putOff() {
            putOff.incrementAndGet();
        }

        @Override
        public void broken() {
            putOff.incrementAndGet();
        }
    }

    boolean complete() {
        return logins.getTotalCount() == due.get();
    }

    void forget() {
        logins.reset();
        due.set(0);
        putOff.set(0);
    }

    void tell(Report report) {
        report.latencies("logins", logins);
        report.figure("logins_put_off", putOff.get());
        report.say("%d of %d logins, from when each was due: p50 %.1f ms, p99 %.1f ms, max %.1f ms; put off %d times"
                .formatted(
                        logins.getTotalCount(),
                        due.get(),
                        Report.millis(logins, 50),
                        Report.millis(logins, 99),
                        Report.maxMillis(logins),
                        putOff.get()));
    }
}
