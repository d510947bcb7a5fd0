package io.hongyan.push.send.lane;

import io.hongyan.push.send.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * The way to one provider for one app: so many alerts under way at once, so many more waiting, none while the provider
 * rests, and no more in a second than the app may send. Whatever happens here is felt by nobody in another lane. From any thread; nobody ever waits on a lock
 * for longer than a few instructions take, and alerts of others are never started while one is held.
 */
public final class Lane {

    /**
     * Its bounds.
     *
     * @param inFlightMax how many alerts are with the provider at once
     * @param waitingMax how many more may wait for their turn
     */
    public record Limits(int inFlightMax, int waitingMax) {}

    /** Has something done later; blocks nobody. */
    public interface Later {

        /** Runs a task after a pause, on any thread. */
        void after(Duration pause, Runnable task);
    }

    /** What came of asking for room. */
    public sealed interface Entry {}

    /**
     * There is none.
     *
     * @param why what keeps alerts out
     * @param rest how long the same will keep them out at least; zero if nobody knows
     */
    public record NoRoom(Reply.Why why, Duration rest) implements Entry {}

    /** Who waits for the app's pace waits no longer than about this; the rest waits in the database. */
    private static final Duration PACED_WAITING_MAX = Duration.ofSeconds(2);

    private record Waiting(Supplier<CompletionStage<Reply>> sending, CompletableFuture<Reply> reply) {}

    private final Limits limits;
    private final Circuit.Terms terms;
    private final Pace pace;
    private final Later later;
    private final int pacedWaitingMax;
    private final InstantSource clock;
    private final DoubleSupplier chance;

    private final Object lock = new Object();
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private int held;
    private int inFlight;
    private boolean starting;
    private boolean paused;
    private Circuit circuit = Circuit.start();

    /**
     * An empty lane.
     *
     * @param pace how fast alerts go, shared with the app's other lanes
     * @param later by which those go on that wait for the pace
     * @param chance numbers from 0 to 1, by which rests differ
     */
    public Lane(
            Limits limits, Circuit.Terms terms, Pace pace, Later later, InstantSource clock, DoubleSupplier chance) {
        this.limits = limits;
        this.terms = terms;
        this.pace = pace;
        this.later = later;
        this.pacedWaitingMax = pace.within(PACED_WAITING_MAX);
        this.clock = clock;
        this.chance = chance;
    }

    /**
     * Makes room for some alerts that will be sent one after the other. More than there is room for are taken only by an
     * empty lane, so that a long row is not turned away for ever.
     *
     * @return {@link Room}, which must be closed when all of them are answered, or {@link NoRoom}
     */
    public Entry room(int alerts) {
        synchronized (lock) {
            if (held > 0 && held - inFlight + alerts > pacedWaitingMax) {
                return limited();
            }
            if (held > 0 && held + alerts > limits.inFlightMax() + limits.waitingMax()) {
                return new NoRoom(Reply.Why.FULL, Duration.ZERO);
            }
            held += alerts;
            return new Room(alerts);
        }
    }

    /** What keeps out whatever comes now; empty if there may be room. */
    public Optional<NoRoom> obstacle() {
        synchronized (lock) {
            Duration rest = circuit.rest(clock.instant(), terms);
            if (!rest.isZero()) {
                return Optional.of(new NoRoom(Reply.Why.RESTING, rest));
            }
            return held - inFlight >= pacedWaitingMax ? Optional.of(limited()) : Optional.empty();
        }
    }

    private NoRoom limited() {
        return new NoRoom(Reply.Why.LIMITED, pace.timeFor(held - inFlight));
    }

    /** How long the provider rests from now on; zero if it does not. */
    public Duration rest() {
        synchronized (lock) {
            return circuit.rest(clock.instant(), terms);
        }
    }

    /** How many alerts there is room made for: those under way, those that wait, and those that follow them. */
    public int held() {
        synchronized (lock) {
            return held;
        }
    }

    /** How many alerts are with the provider. */
    public int inFlight() {
        synchronized (lock) {
            return inFlight;
        }
    }

    /** Room for some alerts. Whatever is left of it goes back when it is closed. */
    public final class Room implements Entry, AutoCloseable {

        private int left;

        private Room(int alerts) {
            left = alerts;
        }

        /**
         * Sends one of them when its turn has come.
         *
         * @param sending is asked then, and may still say that it was put back
         * @throws IllegalStateException if there was no room made for as many
         */
        public CompletionStage<Reply> send(Supplier<CompletionStage<Reply>> sending) {
            var turn = new Waiting(sending, new CompletableFuture<>());
            synchronized (lock) {
                if (left == 0) {
                    throw new IllegalStateException("no room was made for one more");
                }
                left--;
                waiting.add(turn);
            }
            startNext();
            return turn.reply();
        }

        @Override
        public void close() {
            synchronized (lock) {
                held -= left;
                left = 0;
            }
        }
    }

    /** One thread at a time, in a loop: what is answered at once must not start the next one from within itself. */
    private void startNext() {
        synchronized (lock) {
            if (starting) {
                return; // whoever is at it sees what was added, or what has become free
            }
            starting = true;
        }
        while (true) {
            Waiting next;
            Duration rest;
            synchronized (lock) {
                if (paused || waiting.isEmpty() || inFlight == limits.inFlightMax()) {
                    starting = false;
                    return;
                }
                Instant now = clock.instant();
                Duration pause = circuit.rest(now, terms).isZero() ? pace.take(now) : Duration.ZERO;
                if (!pause.isZero()) {
                    starting = false;
                    paused = true;
                    later.after(pause, this::goOn);
                    return;
                }
                next = waiting.remove();
                Circuit.Admission admission = circuit.admit(now, terms);
                circuit = admission.next();
                rest = admission.rest();
                inFlight++;
            }
            if (rest.isZero()) {
                start(next);
            } else {
                leave(next, new Reply.PutBack(Reply.Why.RESTING, rest));
            }
        }
    }

    private void goOn() {
        synchronized (lock) {
            paused = false;
        }
        startNext();
    }

    private void start(Waiting next) {
        CompletionStage<Reply> answer;
        try {
            answer = next.sending().get();
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedStage(e);
        }
        answer.whenComplete((reply, failure) -> {
            Reply known = failure == null ? reply : new Reply.Unavailable(failure.toString());
            synchronized (lock) {
                circuit = circuit.after(sign(known), retryAfter(known), clock.instant(), chance.getAsDouble(), terms);
            }
            leave(next, known);
            startNext();
        });
    }

    private void leave(Waiting one, Reply reply) {
        synchronized (lock) {
            inFlight--;
            held--;
        }
        one.reply().complete(reply);
    }

    private static Circuit.Sign sign(Reply reply) {
        return switch (reply) {
            case Reply.Accepted(), Reply.TokenInvalid _, Reply.Refused _, Reply.Busy _ -> Circuit.Sign.SUCCESS;
            case Reply.Unavailable _ -> Circuit.Sign.FAILURE;
            case Reply.PutBack _ -> Circuit.Sign.NONE;
        };
    }

    private static Duration retryAfter(Reply reply) {
        return reply instanceof Reply.Unavailable(String _, Duration retryAfter) ? retryAfter : Duration.ZERO;
    }
}
