package io.hongyan.faults.run;

import io.hongyan.faults.link.Front;
import io.hongyan.faults.link.Weather;
import io.hongyan.faults.load.Pause;
import io.hongyan.faults.schedule.Fault;
import io.hongyan.faults.schedule.Kind;
import io.hongyan.faults.schedule.Victim;
import io.hongyan.faults.stage.Stage;
import io.hongyan.launcher.LauncherException;
import io.hongyan.launcher.process.Replica;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * Does to the stage what the schedule says, and counts it. What it does takes its time, on a thread of its own, in the order in which
 * it was asked for; people go on meanwhile.
 */
final class Saboteur implements AutoCloseable {

    private static final Duration LATE = Duration.ofMillis(300);

    private final Stage stage;
    private final Processes processes;
    private final Databases databases;
    private final LogTricks log;
    private final DiskSpace disk;
    private final ExecutorService hand = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("saboteur").factory());
    private final ConcurrentLinkedQueue<Future<?>> underway = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> injected = new TreeMap<>();
    private final Set<Fault> lasting = new LinkedHashSet<>();
    private long deadLettersBefore;
    private long goesOnUntilNanos = System.nanoTime();

    Saboteur(Stage stage, DiskSpace disk, long seed) {
        this.stage = stage;
        this.processes = new Processes(stage.suite());
        this.databases = new Databases(stage.undisturbed().postgres());
        this.log = new LogTricks("localhost:" + stage.suite().layout().ports().kafka(), new Random(seed));
        this.disk = disk;
    }

    /** Begins with it, after all that was asked for before. */
    void perform(Fault fault) {
        underway.add(hand.submit(() -> {
            if (!isPossible(fault)) {
                return;
            }
            begin(fault);
            if (fault.kind() == Kind.FORGET) {
                long noticed = System.nanoTime()
                        + HalfOpen.noticedWithin(fault.victim()).toNanos();
                goesOnUntilNanos = noticed - goesOnUntilNanos > 0 ? noticed : goesOnUntilNanos;
            }
            synchronized (injected) {
                injected.merge(fault.sort(), 1, Integer::sum);
            }
            if (!fault.length().isZero()) {
                lasting.add(fault);
            }
        }));
    }

    /** Ends it. */
    void relieve(Fault fault) {
        underway.add(hand.submit(() -> {
            if (lasting.remove(fault)) {
                end(fault);
            }
        }));
    }

    /**
     * Ends all that lasts, and returns when all processes are ready and connections that are half-open must have been noticed.
     *
     * @throws LauncherException if a service ended by itself, or does not become ready
     */
    void heal() {
        underway.add(hand.submit(() -> {
            endAll(_ -> true);
            processes.awaitReady();
            Pause.until(goesOnUntilNanos);
        }));
        for (Future<?> done = underway.poll(); done != null; done = underway.poll()) {
            try {
                done.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof LauncherException failure) {
                    throw failure;
                }
                throw new LauncherException("A fault could not be injected: " + e.getCause(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LauncherException("Interrupted.", e);
            }
        }
    }

    /** How many faults of each sort there were. */
    Map<String, Integer> injected() {
        synchronized (injected) {
            return new TreeMap<>(injected);
        }
    }

    /** How many records nobody can read were written to topics whose readers set such aside, one for each. */
    int poisoned() {
        return log.poisoned();
    }

    /** Remembers what was there before. */
    void lookAround() {
        deadLettersBefore = log.deadLetters();
    }

    /** How many records were set aside since {@link #lookAround}. */
    long deadLetters() {
        return log.deadLetters() - deadLettersBefore;
    }

    @Override
    public void close() {
        hand.shutdownNow();
        databases.close();
    }

    /** Some things not every system lets us do. They are not counted there. */
    private boolean isPossible(Fault fault) {
        return switch (fault.kind()) {
            case DISK -> disk.canBeFilled();
            case CLOCK -> stage.clocks().canBeOff();
            default -> true;
        };
    }

    private void begin(Fault fault) {
        switch (fault.kind()) {
            case KILL -> processes.kill(fault.victim(), fault.number());
            case PAUSE -> processes.pause(fault.victim(), fault.number());
            case RESTART -> processes.restart(fault.victim(), fault.number());
            case ROLL -> processes.roll();
            case CUT -> weather(fault.victim(), Weather.CUT);
            case SLOW -> weather(fault.victim(), Weather.slow(LATE));
            case SILENT -> weather(fault.victim(), Weather.SILENT);
            case ONE_WAY -> weather(fault.victim(), Weather.ONE_WAY);
            case FORGET -> stage.fronts(fault.victim()).forEach(Front::forget);
            case FLUSH -> RedisTricks.flush(stage.undisturbed().redis());
            case POISON -> log.poison();
            case REPLAY -> replay(fault.victim());
            case CROWD -> databases.crowd();
            case LOCK -> databases.lock(fault.victim());
            case CLOCK -> clock(fault, fault.clockOff());
            case DISK -> disk.fill();
        }
    }

    private void end(Fault fault) {
        switch (fault.kind()) {
            case PAUSE -> processes.resume(fault.victim(), fault.number());
            case CUT, SLOW, SILENT, ONE_WAY -> weather(fault.victim(), Weather.FINE);
            case CROWD -> databases.leave();
            case LOCK -> databases.unlock(fault.victim());
            case CLOCK -> clock(fault, Duration.ZERO);
            case DISK -> {
                disk.free();
                processes.kill(
                        Victim.KAFKA, 1); // it has ended, or is about to: a broker does not go on without its log
            }
            case KILL, RESTART, ROLL, FORGET, FLUSH, POISON, REPLAY -> {}
        }
    }

    private void endAll(Predicate<Fault> which) {
        for (Fault fault : Set.copyOf(lasting)) {
            if (which.test(fault)) {
                lasting.remove(fault);
                end(fault);
            }
        }
    }

    private void replay(Victim victim) {
        // Positions are set by the log and the databases, whose relief would come only after this.
        endAll(fault -> fault.victim() == Victim.KAFKA || fault.victim() == Victim.POSTGRES);
        processes.killAll(victim);
        databases.forgetPositions(victim);
        log.forgetPositions(victim);
        processes.startAll(victim);
    }

    private void clock(Fault fault, Duration off) {
        Replica replica = Processes.replica(fault.victim(), fault.number()).orElseThrow();
        stage.clocks().off(replica, off);
        processes.kill(fault.victim(), fault.number()); // its clock is the new one from the start
    }

    private void weather(Victim victim, Weather weather) {
        stage.fronts(victim).forEach(front -> front.weather(weather));
    }
}
