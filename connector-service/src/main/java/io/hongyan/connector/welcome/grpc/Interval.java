package io.hongyan.connector.welcome.grpc;

import io.hongyan.connector.welcome.Gathered;
import io.vertx.core.Vertx;
import java.util.function.Consumer;

/** How long {@link Gathered} questions of logins wait for others. */
final class Interval {

    /** Too short for people to see, and long enough for a storm to have several logins in it. */
    private static final int MILLIS = 25;

    private Interval() {}

    /** Runs something after an interval. */
    static Consumer<Runnable> of(Vertx vertx) {
        return next -> vertx.setTimer(MILLIS, _ -> next.run());
    }
}
