package io.hongyan.push.send.lane;

import io.hongyan.push.send.Reply;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way to one provider for one app: so many alerts under way at once, so many more waiting, and none while the
 * provider rests. Whatever happens here is felt by nobody in another lane. From any thread; nobody ever waits on a lock
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

    private record Waiting(Supplier<CompletionStage<Reply>> sending, CompletableFuture<Reply> reply) {}

    private final Limits limits;
    private final Circuit.Terms terms;
    private final InstantSource clock;
    private final DoubleSupplier chance;

    private final Object lock = new Object();
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private int held;
    private int inFlight;
    private boolean starting;
    private Circuit circuit = Circuit.start();

    /**
     * An empty lane.
     *
     * @param chance numbers from 0 to 1, by which rests differ
     */
    public Lane(Limits limits, Circuit.Terms terms, InstantSource clock, DoubleSupplier chance) {
        this.limits = limits;
        this.terms = terms;
        this.clock = clock;
        this.chance = chance;
    }

    /**
     * Makes room for some alerts that will be sent one after the other. More than there is room for are taken only by an
     * empty lane, so that a long row is not turned away for ever.
     *
     * @return null if there is no room; else what must be closed when all of them are answered
     */
    public @Nullable Room room(int alerts) {
        synchronized (lock) {
            if (held > 0 && held + alerts > limits.inFlightMax() + limits.waitingMax()) {
                return null;
            }
            held += alerts;
            return new Room(alerts);
        }
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
    public final class Room implements AutoCloseable {

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
                if (waiting.isEmpty() || inFlight == limits.inFlightMax()) {
                    starting = false;
                    return;
                }
                next = waiting.remove();
                Circuit.Admission admission = circuit.admit(clock.instant(), terms);
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
