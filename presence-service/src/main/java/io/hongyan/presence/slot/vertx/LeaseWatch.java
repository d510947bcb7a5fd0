package io.hongyan.presence.slot.vertx;

import io.hongyan.presence.memory.MemoryConfig;
import io.hongyan.presence.memory.MemoryLoss;
import io.hongyan.presence.slot.Due;
import io.hongyan.presence.slot.EndedLife;
import io.hongyan.presence.slot.Life;
import io.hongyan.presence.slot.SlotConfig;
import io.hongyan.presence.slot.redis.LeaseStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Sleeps until the next lease may end, then ends what is over and restores what is lost. Every instance has one; Redis
 * decides which of them does what. A quiet suite costs one call per wake-up, a few in each lease.
 *
 * <p>After a start, and after an outage of Redis, leases are ended only when one lease has passed: until then they may
 * have run out for no other reason than that nobody could renew them.
 */
@ApplicationScoped
public class LeaseWatch {

    private static final Logger LOG = Logger.getLogger(LeaseWatch.class);
    private static final Duration PAUSE_MIN = Duration.ofMillis(20);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final LeaseStore leases;
    private final EndedLife endedLife;
    private final List<MemoryLoss> memories;
    private final SlotConfig config;
    private final MemoryConfig memory;
    private final AtomicInteger held;

    // Guarded by this.
    private boolean stopped;
    private boolean looking;
    private boolean again;
    private long timer = -1;
    private long mayEndFromNanos;
    private long memoryAheadMillis = Long.MIN_VALUE; // of our steady clock; unknown before the first answer
    private String epoch = "";

    LeaseWatch(
            Vertx vertx,
            LeaseStore leases,
            EndedLife endedLife,
            @All List<MemoryLoss> memories,
            SlotConfig config,
            MemoryConfig memory,
            MeterRegistry meters) {
        this.vertx = vertx;
        this.leases = leases;
        this.endedLife = endedLife;
        this.memories = memories;
        this.config = config;
        this.memory = memory;
        this.held = meters.gauge("hongyan.slot.held", new AtomicInteger());
        holdBack();
    }

    void onStart(@Observes StartupEvent event) {
        wake();
    }

    synchronized void onStop(@Observes ShutdownEvent event) {
        stopped = true;
        vertx.cancelTimer(timer);
    }

    /** Looks now; if it looks already, then once more afterwards. */
    public synchronized void wake() {
        if (stopped) {
            return;
        }
        if (looking) {
            again = true;
            return;
        }
        looking = true;
        again = false;
        vertx.cancelTimer(timer);
        long asked = System.nanoTime();
        leases.due(mayEndUntil(asked)).subscribe().with(due -> found(due, asked), this::failed);
    }

    /** A question is worth what it takes to ask it: one that Redis answers later was kept waiting. */
    private long mayEndUntil(long asked) {
        boolean mayEnd = asked - mayEndFromNanos >= 0 && memoryAheadMillis != Long.MIN_VALUE;
        return mayEnd
                ? TimeUnit.NANOSECONDS.toMillis(asked)
                        + memoryAheadMillis
                        + memory.timeout().toMillis()
                : 0;
    }

    private void found(Due due, long asked) {
        synchronized (this) {
            memoryAheadMillis = due.atMillis() - TimeUnit.NANOSECONDS.toMillis(asked);
        }
        held.set(due.held());
        due.ended().forEach(this::end);
        if (isNew(due.epoch())) {
            LOG.warnf("The memory in Redis was lost: epoch=%s", due.epoch());
            memories.forEach(MemoryLoss::noticed);
        }
        if (due.restore()) {
            restore(due.epoch());
        }
        sleep(pauseAfter(due));
    }

    /** Until the next lease may end; a life that begins later does not end earlier than one lease from now. */
    private synchronized Duration pauseAfter(Due due) {
        Duration next = due.next().compareTo(config.lease()) < 0 ? due.next() : config.lease();
        Duration heldBack = Duration.ofNanos(mayEndFromNanos - System.nanoTime());
        return next.compareTo(heldBack) > 0 ? next : heldBack;
    }

    private void failed(Throwable failure) {
        LOG.warnf("Cannot look after leases: cause=%s", failure.getMessage());
        synchronized (this) {
            holdBack();
        }
        sleep(RETRY);
    }

    private synchronized void sleep(Duration pause) {
        looking = false;
        if (again) {
            wake();
        } else if (!stopped) {
            timer = vertx.setTimer(Math.max(pause.toMillis(), PAUSE_MIN.toMillis()), fired -> wake());
        }
    }

    private synchronized void holdBack() {
        mayEndFromNanos = System.nanoTime() + config.lease().toNanos();
    }

    /** True if this memory is not the one seen before. What a first look finds is not a loss. */
    private synchronized boolean isNew(String found) {
        boolean changed = !epoch.isEmpty() && !epoch.equals(found);
        epoch = found;
        return changed;
    }

    private void end(Life life) {
        LOG.infof("A life is over, its sessions end: slot=%d boot=%s", life.slot(), life.bootId());
        Uni.createFrom()
                .completionStage(() -> endedLife.end(life))
                .chain(() -> leases.forget(life))
                .subscribe()
                .with(
                        done -> {},
                        // Somebody will claim the life again when this claim has lapsed.
                        failure -> LOG.warnf(failure, "Sessions did not end yet: slot=%d", life.slot()));
    }

    private void restore(String lost) {
        LOG.infof("The memory in Redis is new, and is restored from the log: epoch=%s", lost);
        List<Uni<Void>> restored = memories.stream()
                .map(memory -> Uni.createFrom().completionStage(() -> memory.restore(lost)))
                .toList();
        Uni.join()
                .all(restored)
                .andFailFast()
                .chain(() -> leases.restored(lost))
                .subscribe()
                .with(
                        done -> LOG.infof("The memory is whole: epoch=%s", lost),
                        failure -> LOG.errorf(failure, "The memory was not restored: epoch=%s", lost));
    }
}
