package io.hongyan.message.unread.vertx;

import io.hongyan.eventlog.CallerContext;
import io.hongyan.message.unread.NotReachedException;
import io.hongyan.message.unread.TooManyWaitingException;
import io.hongyan.message.unread.UnreadConfig;
import io.hongyan.message.unread.Waiters;
import io.hongyan.message.unread.Waiters.Waiter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Waits until the projection has reached what is wanted. Whoever waits is woken when this process commits a batch; for
 * what other instances apply, one query for all who wait looks, at growing pauses. Nobody waits, nothing runs.
 *
 * @param <K> what is counted: revisions by conversation, or positions by partition
 */
public final class Arrivals<K> {

    private static final long NONE = -1;
    private static final Logger LOG = Logger.getLogger(Arrivals.class);

    private final String what;
    private final Function<Set<K>, Uni<Map<K, Long>>> look;
    private final Waiters<K> waiters;
    private final Vertx vertx;
    private final MeterRegistry meters;
    private final int waitersMax;
    private final Duration waitMax;
    private final long pauseMinMs;
    private final long pauseMaxMs;
    private long timer = NONE;
    private long armedMs;
    private long nextPauseMs;
    private boolean looking;

    /**
     * Waits for one kind of number.
     *
     * @param what a word for it, for metrics and errors
     * @param look reads from the database how far the given ones are; those it does not know it leaves out
     */
    public Arrivals(
            String what,
            Function<Set<K>, Uni<Map<K, Long>>> look,
            Vertx vertx,
            UnreadConfig config,
            MeterRegistry meters) {
        this.what = what;
        this.look = look;
        this.vertx = vertx;
        this.meters = meters;
        waitersMax = config.waitersMax();
        waitMax = config.waitMax();
        pauseMinMs = config.lookPauseMin().toMillis();
        pauseMaxMs = Math.max(pauseMinMs, config.lookPauseMax().toMillis());
        waiters = new Waiters<>(waitersMax);
        meters.gauge("hongyan.unread.waiters", Tags.of("for", what), waiters, Waiters::size);
    }

    /**
     * Completes when the projection has at least the given numbers; fails with {@link NotReachedException} when it takes
     * too long, and with {@link TooManyWaitingException} when too many wait.
     */
    public Uni<Void> reached(Map<K, Long> wanted) {
        return wanted.isEmpty() ? Uni.createFrom().voidItem() : Uni.createFrom().deferred(() -> await(wanted));
    }

    /** Tells what this process has just committed. */
    public void advance(Map<K, Long> numbers) {
        waiters.advance(numbers);
    }

    private Uni<Void> await(Map<K, Long> wanted) {
        Waiter<K> waiter = waiters.add(wanted).orElse(null); // before looking, lest a commit in between go unnoticed
        if (waiter == null) {
            meters.counter("hongyan.unread.refused", "for", what).increment();
            return Uni.createFrom().failure(new TooManyWaitingException(waitersMax));
        }
        Timer.Sample sample = Timer.start(meters);
        return look.apply(Set.copyOf(wanted.keySet()))
                .invoke(waiters::advance)
                .invoke(() -> lookAgainSoon(waiter))
                .chain(() -> Uni.createFrom().completionStage(waiter.reached()))
                .ifNoItem()
                .after(waitMax)
                .failWith(() -> new NotReachedException(
                        "The projection did not reach the %s wanted within %d ms.".formatted(what, waitMax.toMillis())))
                .onItemOrFailure()
                .invoke((done, failure) ->
                        sample.stop(meters.timer("hongyan.unread.wait", "for", what, "outcome", outcome(failure))))
                .onTermination()
                .invoke(() -> waiters.remove(waiter))
                .emitOn(CallerContext.here()); // whoever waits is woken by others' threads
    }

    private static String outcome(@Nullable Throwable failure) {
        return failure == null ? "reached" : failure instanceof NotReachedException ? "late" : "failed";
    }

    private synchronized void lookAgainSoon(Waiter<K> waiter) {
        if (waiter.reached().isDone()) {
            return;
        }
        nextPauseMs = pauseMinMs;
        if (timer != NONE && armedMs > pauseMinMs) {
            vertx.cancelTimer(timer); // it was set for those who have waited long already
            timer = NONE;
        }
        if (timer == NONE && !looking) {
            arm();
        }
    }

    private synchronized void arm() {
        armedMs = nextPauseMs;
        nextPauseMs = Math.min(2 * nextPauseMs, pauseMaxMs);
        timer = vertx.setTimer(armedMs, it -> lookForAll());
    }

    private void lookForAll() {
        Set<K> keys = waiters.keys();
        synchronized (this) {
            timer = NONE;
            looking = !keys.isEmpty();
        }
        if (!keys.isEmpty()) {
            look.apply(keys).subscribe().with(this::looked, failure -> {
                LOG.warnf("Cannot see how far the projection is: for=%s cause=%s", what, failure.getMessage());
                looked(Map.of());
            });
        }
    }

    private void looked(Map<K, Long> numbers) {
        waiters.advance(numbers);
        synchronized (this) {
            looking = false;
            if (timer == NONE && waiters.size() > 0) {
                arm();
            }
        }
    }
}
