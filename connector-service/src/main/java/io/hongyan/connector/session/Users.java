package io.hongyan.connector.session;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is logged in here, by user and device: a second login of a device replaces the first, and a user has so many
 * connections at most. Bounded by the connection limit. Safe for use by many threads.
 */
public final class Users {

    private final LimitsConfig limits;
    private final Map<String, Shared> byUser = new ConcurrentHashMap<>();

    /** Nobody yet. */
    public Users(LimitsConfig limits) {
        this.limits = limits;
    }

    /** What becomes of a login. */
    public sealed interface Joining {

        /** It is in. The session it replaces is to be closed by whoever asked. */
        record Joined(Shared shared, @Nullable LiveSession replaced) implements Joining {}

        /** The user has as many connections as allowed. */
        record TooMany() implements Joining {}
    }

    /** What the connections of one user share. */
    public static final class Shared {

        private final TokenBucket frames;
        private final Map<String, LiveSession> byDevice = HashMap.newHashMap(2);

        private Shared(TokenBucket frames) {
            this.frames = frames;
        }

        /** Counts a frame: 0 if it may be handled, else after how many milliseconds one may. */
        synchronized int take(Instant now) {
            return frames.take(now) ? 0 : frames.millisToNext(now);
        }

        private synchronized Joining join(LiveSession session, int connectionsMax) {
            String device = session.identity().deviceId();
            if (!byDevice.containsKey(device) && byDevice.size() >= connectionsMax) {
                return new Joining.TooMany();
            }
            return new Joining.Joined(this, byDevice.put(device, session));
        }

        private synchronized boolean leave(LiveSession session) {
            byDevice.remove(session.identity().deviceId(), session);
            return byDevice.isEmpty();
        }
    }

    /** Lets a session in. */
    public Joining join(LiveSession session, Instant now) {
        Joining[] joining = new Joining[1];
        byUser.compute(session.identity().userId(), (_, before) -> {
            Shared shared = before != null
                    ? before
                    : new Shared(new TokenBucket(limits.userFramesPerSecond(), limits.userFramesBurst(), now));
            joining[0] = shared.join(session, limits.connectionsPerUserMax());
            return shared;
        });
        return joining[0];
    }

    /** A session has ended. One that was replaced changes nothing any more. */
    public void leave(LiveSession session) {
        byUser.computeIfPresent(session.identity().userId(), (_, shared) -> shared.leave(session) ? null : shared);
    }

    /** How many users are here. */
    public int size() {
        return byUser.size();
    }
}
