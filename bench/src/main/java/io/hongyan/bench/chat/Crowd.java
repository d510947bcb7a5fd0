package io.hongyan.bench.chat;

import io.hongyan.bench.OpenLoop;
import io.hongyan.bench.Report;
import io.hongyan.bench.login.Door;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.launcher.process.Layout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Users who are logged in and write, one after the other, at a given rate in total. */
public final class Crowd {

    private static final Duration CONFIRM_EVERY = Duration.ofMillis(200);
    private static final long SETTLE_SECONDS_MAX = 20;

    private final List<LoadUser> users;
    private final Tally tally;

    private Crowd(List<LoadUser> users, Tally tally) {
        this.users = List.copyOf(users);
        this.tally = tally;
    }

    /** Logs in so many pairs over TCP, one user after the other. */
    public static Crowd logIn(Layout layout, Connections connections, int pairs, Tally tally) {
        Door door = Door.of(layout);
        List<LoadUser> users = new ArrayList<>();
        String run = Long.toString(System.nanoTime(), 36);
        for (int pair = 0; pair < pairs; pair++) {
            String left = "load-%s-%d-a".formatted(run, pair);
            String right = "load-%s-%d-b".formatted(run, pair);
            String conversation = "d:%s:%s".formatted(left, right);
            LoadUser one = LoadUser.logIn(connections, door.address(), left, door.token(left), tally, CONFIRM_EVERY);
            LoadUser other =
                    LoadUser.logIn(connections, door.address(), right, door.token(right), tally, CONFIRM_EVERY);
            one.writeTo(right, conversation);
            other.writeTo(left, conversation);
            users.add(one);
            users.add(other);
        }
        return of(users, tally);
    }

    /** Of users who know where to write. */
    public static Crowd of(List<LoadUser> users, Tally tally) {
        return new Crowd(users, tally);
    }

    /** Everybody. */
    List<LoadUser> users() {
        return users;
    }

    /** How many of them have been closed by the server so far. */
    public long closed() {
        return users.stream().filter(LoadUser::closed).count();
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
        users.forEach(LoadUser::close);
    }
}
