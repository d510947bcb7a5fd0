package io.hongyan.bench.chat;

import io.hongyan.bench.OpenLoop;
import io.hongyan.bench.Report;
import io.hongyan.bench.aim.Speaker;
import io.hongyan.bench.aim.Tally;
import java.time.Duration;
import java.util.List;

/** Users who are logged in and write, one after the other, at a given rate in total. */
public final class Crowd {

    private static final long SETTLE_SECONDS_MAX = 20;

    private final List<Speaker> users;
    private final Tally tally;

    private Crowd(List<? extends Speaker> users, Tally tally) {
        this.users = List.copyOf(users);
        this.tally = tally;
    }

    /** Of users who know where to write. */
    public static Crowd of(List<? extends Speaker> users, Tally tally) {
        return new Crowd(users, tally);
    }

    /** How many of them have been closed by the server so far. */
    public long closed() {
        return users.stream().filter(Speaker::closed).count();
    }

    /** The same load, of which nothing counts afterwards. Does nothing if there is no time for it. */
    public void warmUp(int rate, Duration time, Report report) {
        if (time.isPositive()) {
            report.say("warming up for %d s".formatted(time.toSeconds()));
            send(rate, time);
            settle();
            tally.reset();
        }
    }

    /** Sends at the rate, messages per second; late messages go at once, and count from when they were due. */
    public void send(int rate, Duration time) {
        send(rate, rate * time.toSeconds());
    }

    /** Sends so many at the rate, messages per second; late messages go at once, and count from when they were due. */
    public void send(int rate, long count) {
        OpenLoop.run(
                rate,
                count,
                (index, due) -> users.get((int) (index % users.size())).send(due));
    }

    /** Waits until everything has arrived, or nothing more does. */
    public void settle() {
        OpenLoop.settled(tally::complete, SETTLE_SECONDS_MAX);
    }

    /** Waits until the server has taken everything; false if that takes too long. */
    public boolean awaitAcks() {
        return OpenLoop.settled(tally::acknowledged, SETTLE_SECONDS_MAX);
    }

    /** Logs everybody out. */
    public void close() {
        users.forEach(Speaker::close);
    }
}
