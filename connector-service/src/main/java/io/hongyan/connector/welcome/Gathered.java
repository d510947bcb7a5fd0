package io.hongyan.connector.welcome;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Asks for many at once, at intervals: who asks after a quiet one need not wait; what is asked for until it is over goes together.
 * Other than with {@link Shared} nobody waits for what others are answered. Safe for use by several threads.
 *
 * @param <Q> what is asked
 */
public final class Gathered<Q> {

    private final int togetherMax;
    private final Consumer<List<Q>> call;
    private final Consumer<Runnable> afterInterval;
    private List<Q> questions = new ArrayList<>();
    private boolean intervalRuns;

    /**
     * Nobody has asked.
     *
     * @param togetherMax how much one call may ask, at least 1; what is more goes in another at the same moment
     * @param call asks; must not throw
     * @param afterInterval runs something after an interval
     */
    public Gathered(int togetherMax, Consumer<List<Q>> call, Consumer<Runnable> afterInterval) {
        this.togetherMax = togetherMax;
        this.call = call;
        this.afterInterval = afterInterval;
    }

    /** Asks now, or with others when the interval is over. */
    public void ask(Q question) {
        synchronized (this) {
            questions.add(question);
            if (intervalRuns) {
                return;
            }
            intervalRuns = true;
        }
        next();
    }

    private void next() {
        List<Q> asked;
        synchronized (this) {
            if (questions.isEmpty()) {
                intervalRuns = false;
                return;
            }
            asked = questions;
            questions = new ArrayList<>();
        }
        afterInterval.accept(this::next);
        for (int from = 0; from < asked.size(); from += togetherMax) {
            call.accept(List.copyOf(asked.subList(from, Math.min(asked.size(), from + togetherMax))));
        }
    }
}
