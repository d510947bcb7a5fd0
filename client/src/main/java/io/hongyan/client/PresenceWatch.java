package io.hongyan.client;

import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.UserPresence;
import io.hongyan.proto.client.v1.WatchPresence;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whose presence the app wants to know: said at each login, and again after a pause if the server could not take it, since a
 * server tells nothing of users it was not asked about. Lives on one event loop.
 */
final class PresenceWatch {

    private static final long PAUSE_MIN_MS = 1_000;
    private static final long PAUSE_MAX_MS = 30_000;

    private final EventLoop loop;
    private final Link link;
    private final Consumer<List<UserPresence>> told;
    private final Consumer<Error> refused;
    private @Nullable WatchPresence wanted;
    private long pauseMs = PAUSE_MIN_MS;
    private int epoch;

    /**
     * One that watches nobody.
     *
     * @param told what is known of everybody watched
     * @param refused why the server will never take what is wanted
     */
    PresenceWatch(EventLoop loop, Link link, Consumer<List<UserPresence>> told, Consumer<Error> refused) {
        this.loop = loop;
        this.link = link;
        this.told = told;
        this.refused = refused;
    }

    /** Takes the place of what was wanted before. */
    void want(WatchPresence watch) {
        wanted = watch;
        begin();
    }

    void onUp() {
        if (wanted != null) {
            begin();
        }
    }

    /** Answers of an earlier connection come no more. */
    void onDown() {
        epoch++;
    }

    private void begin() {
        epoch++;
        pauseMs = PAUSE_MIN_MS;
        ask();
    }

    private void ask() {
        WatchPresence asking = wanted;
        if (asking == null) {
            return;
        }
        int asked = epoch;
        link.request(ClientFrame.newBuilder().setWatchPresence(asking).build()).whenComplete((answer, failed) -> {
            if (asked != epoch) {
                return; // something else is wanted by now, or the next login says it again
            }
            if (failed == null && answer.hasPresence()) {
                told.accept(answer.getPresence().getUsersList());
            } else if (failed == null && answer.hasError() && !answer.getError().getRetry()) {
                refused.accept(answer.getError());
            } else if (link.isUp()) {
                askAgain(
                        failed == null
                                ? Integer.toUnsignedLong(answer.getError().getRetryAfterMs())
                                : 0);
            } // else said at the next login
        });
    }

    private void askAgain(long toldMs) {
        int asked = epoch;
        loop.schedule(
                () -> {
                    if (asked == epoch) {
                        ask();
                    }
                },
                Math.max(pauseMs, toldMs),
                TimeUnit.MILLISECONDS);
        pauseMs = Math.min(PAUSE_MAX_MS, pauseMs * 2);
    }
}
