package io.hongyan.connector.welcome;

import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * Lets a number of logins go on at a time; the others wait, in the order in which they came. After a server was lost all its clients
 * come at once: who waits is in sooner, and costs less, than who is sent away and comes again. Safe for several threads.
 */
public final class Turns {

    private final int underWayMax;
    private final int waitingMax;
    private final SequencedSet<Turn> waiting = new LinkedHashSet<>();
    private int underWay;

    /**
     * Nobody is there.
     *
     * @param underWayMax how many go on at a time, at least 1
     * @param waitingMax how many may wait, at least 0
     */
    public Turns(int underWayMax, int waitingMax) {
        this.underWayMax = underWayMax;
        this.waitingMax = waitingMax;
    }

    /** One that goes on or waits. It must be ended. */
    public final class Turn {

        private final Runnable begin;
        private boolean ended;

        private Turn(Runnable begin) {
            this.begin = begin;
        }

        /** It is over, or is not wanted any more; the next one begins, on this thread. Ending it again changes nothing. */
        public void end() {
            @Nullable Turn next;
            synchronized (Turns.this) {
                if (ended) {
                    return;
                }
                ended = true;
                if (waiting.remove(this)) {
                    return;
                }
                next = waiting.isEmpty() ? null : waiting.removeFirst();
                if (next == null) {
                    underWay--;
                }
            }
            if (next != null) {
                next.begin.run();
            }
        }
    }

    /**
     * Asks for a turn.
     *
     * @param begin called when it begins: before this returns, or by who ends another
     * @return the turn, or null if too many wait
     */
    public @Nullable Turn ask(Runnable begin) {
        var turn = new Turn(begin);
        synchronized (this) {
            if (underWay >= underWayMax) {
                return waiting.size() < waitingMax && waiting.add(turn) ? turn : null;
            }
            underWay++;
        }
        begin.run();
        return turn;
    }

    /** How many go on now. */
    public synchronized int underWay() {
        return underWay;
    }

    /** How many wait now. */
    public synchronized int waiting() {
        return waiting.size();
    }
}
