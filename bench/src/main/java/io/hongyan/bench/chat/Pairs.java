package io.hongyan.bench.chat;

import io.hongyan.bench.aim.Tally;
import io.hongyan.bench.login.Door;
import io.hongyan.client.connection.netty.Connections;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes pairs of users who write to each other, at the suite. */
public final class Pairs {

    private static final Duration CONFIRM_EVERY = Duration.ofMillis(200);

    private Pairs() {}

    /** Logs in so many pairs over TCP, one user after the other; two that follow each other are a pair. */
    public static List<LoadUser> logIn(Door door, Connections connections, int pairs, Tally tally) {
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
        return users;
    }
}
