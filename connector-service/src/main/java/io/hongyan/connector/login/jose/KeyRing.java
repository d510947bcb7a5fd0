package io.hongyan.connector.login.jose;

import io.hongyan.connector.login.LoginConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's keys at hand, read again from time to time on a thread of their own. While there are none, or the source
 * is down, reading is tried again after a pause that doubles; keys once read stay in use.
 */
final class KeyRing implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(KeyRing.class);
    private static final Duration PAUSE_MIN = Duration.ofSeconds(1);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(30);

    private final KeySource source;
    private final LoginConfig config;
    private final ScheduledThreadPoolExecutor reader;

    private volatile Keys keys = Keys.NONE;
    private volatile @Nullable String trouble = "the keys have not been read yet";

    // Guarded by this.
    private @Nullable CompletableFuture<Keys> reading;
    private long lastReadNanos = Long.MIN_VALUE;
    private Duration pause = PAUSE_MIN;

    KeyRing(KeySource source, LoginConfig config) {
        this.source = source;
        this.config = config;
        reader = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "hongyan-login-keys");
            thread.setDaemon(true);
            return thread;
        });
        reader.setRemoveOnCancelPolicy(true);
    }

    /** Reads the keys now, and again and again. */
    void start() {
        reader.execute(this::readAndGoOn);
    }

    /** The keys as they are; none before they could be read. */
    Keys now() {
        return keys;
    }

    /** Why the last reading failed, or null. */
    @Nullable
    String trouble() {
        return trouble;
    }

    /** Where keys come from, for people. */
    String sourceName() {
        return source.name();
    }

    /**
     * The keys after another reading, or as they are if one ended a moment ago. Many askers share one reading, be it the first
     * one, which begins with the service.
     */
    synchronized CompletableFuture<Keys> fresher() {
        if (reading != null) {
            return reading;
        }
        long nanos = System.nanoTime();
        if (lastReadNanos != Long.MIN_VALUE
                && nanos - lastReadNanos < config.jwksRefreshMin().toNanos()) {
            return CompletableFuture.completedFuture(keys);
        }
        var asked = new CompletableFuture<Keys>();
        reader.execute(() -> readFor(asked));
        begins(asked);
        return asked;
    }

    /** Whoever asks from now on until it is over shares this reading. */
    private synchronized void begins(CompletableFuture<Keys> asked) {
        lastReadNanos = System.nanoTime();
        reading = asked;
    }

    private void readFor(CompletableFuture<Keys> asked) {
        try {
            read();
        } finally {
            synchronized (this) {
                if (asked.equals(reading)) { // else a later one is asked for already
                    reading = null;
                }
            }
            asked.complete(keys);
        }
    }

    private void readAndGoOn() {
        var asked = new CompletableFuture<Keys>();
        begins(asked);
        readFor(asked);
        Duration wait = trouble == null ? config.jwksRefresh() : nextPause();
        var _ = reader.schedule(this::readAndGoOn, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized Duration nextPause() {
        Duration now = pause;
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(PAUSE_MAX) < 0 ? doubled : PAUSE_MAX;
        return now;
    }

    private Keys read() {
        try {
            keys = source.read();
            if (trouble != null) {
                LOG.infof(
                        "Login keys read: source=%s keys=%d",
                        source.name(), keys.all().size());
            }
            trouble = null;
            synchronized (this) {
                pause = PAUSE_MIN;
            }
        } catch (IOException | RuntimeException e) { // whatever it is that was read: this goes on
            String now = String.valueOf(e.getMessage());
            if (!now.equals(trouble)) { // once for each trouble, not for each attempt
                LOG.warnf(
                        "Login keys cannot be read: source=%s cause=%s keysKept=%d",
                        source.name(), now, keys.all().size());
            }
            trouble = now;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing
        }
        return keys;
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
