package io.hongyan.faults.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tries things until they are answered, and knows whether anything is not yet. Safe for several threads. */
final class Persistence {

    private static final Executor LATER = CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);

    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile boolean ended;

    /**
     * Tries something until it is over.
     *
     * @param attempt begins one; null if now is no time for it
     * @param isOver takes what came of one, and says whether that was an answer
     */
    <T> void attempt(
            Supplier<@Nullable CompletionStage<T>> attempt, BiPredicate<@Nullable T, @Nullable Throwable> isOver) {
        unanswered.incrementAndGet();
        again(attempt, isOver);
    }

    private <T> void again(
            Supplier<@Nullable CompletionStage<T>> attempt, BiPredicate<@Nullable T, @Nullable Throwable> isOver) {
        CompletionStage<T> begun = attempt.get();
        if (begun == null) {
            later(attempt, isOver);
            return;
        }
        begun.whenComplete((answer, failed) -> {
            if (isOver.test(answer, failed)) {
                unanswered.decrementAndGet();
            } else {
                later(attempt, isOver);
            }
        });
    }

    private <T> void later(
            Supplier<@Nullable CompletionStage<T>> attempt, BiPredicate<@Nullable T, @Nullable Throwable> isOver) {
        LATER.execute(() -> {
            if (!ended) {
                again(attempt, isOver);
            }
        });
    }

    /** Whether everything was answered. */
    boolean isOver() {
        return unanswered.get() == 0;
    }

    /** Nothing is tried any more. */
    void end() {
        ended = true;
    }
}
