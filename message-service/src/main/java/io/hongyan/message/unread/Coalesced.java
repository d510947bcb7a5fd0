package io.hongyan.message.unread;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shares calls whose answer must not be older than the question: at most one is on its way, and everybody who asks in the
 * meantime gets the answer of one and the same next call. Safe to share among threads.
 */
public final class Coalesced<T> {

    private final Supplier<CompletionStage<T>> call;
    private @Nullable CompletableFuture<T> running;
    private @Nullable CompletableFuture<T> following;

    /** Shares the given call. */
    public Coalesced(Supplier<CompletionStage<T>> call) {
        this.call = call;
    }

    /** The answer of a call that is made after this moment. */
    public CompletionStage<T> ask() {
        CompletableFuture<T> mine;
        synchronized (this) {
            if (running != null) {
                following = following == null ? new CompletableFuture<>() : following;
                return following;
            }
            mine = new CompletableFuture<>();
            running = mine;
        }
        start(mine);
        return mine;
    }

    private void start(CompletableFuture<T> asked) {
        CompletionStage<T> answer;
        try {
            answer = call.get();
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        answer.whenComplete((value, failure) -> {
            CompletableFuture<T> next = next();
            if (failure == null) {
                asked.complete(value);
            } else {
                asked.completeExceptionally(failure);
            }
            if (next != null) {
                start(next);
            }
        });
    }

    private synchronized @Nullable CompletableFuture<T> next() {
        running = following;
        following = null;
        return running;
    }
}
