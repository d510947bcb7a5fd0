package io.hongyan.connector.command;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets what a session asks for happen in the order in which it asked, though some of it has to wait for somebody's answer first.
 * Bounded by what sessions may have under way. Each session's requests come from one thread; safe for use by many.
 */
public final class SessionOrder {

    private final Map<String, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    /**
     * Does something once an answer is there, and whatever the session asked for before has begun.
     *
     * @param answer never fails
     * @param begin begins it; what it throws fails the stage, and keeps nobody else waiting
     */
    public <A, T> CompletionStage<T> take(
            String sessionId, CompletionStage<A> answer, Function<A, CompletionStage<T>> begin) {
        CompletableFuture<Void> before = last.get(sessionId);
        CompletableFuture<A> answered = answer.toCompletableFuture();
        if (before == null && answered.isDone()) {
            return begun(answered.join(), begin);
        }
        CompletableFuture<A> turn = before == null ? answered : before.thenCombine(answered, (_, told) -> told);
        CompletableFuture<T> result = new CompletableFuture<>();
        CompletableFuture<Void> mine = turn.thenAccept(
                told -> begun(told, begin).whenComplete((value, failure) -> complete(result, value, failure)));
        last.put(sessionId, mine);
        mine.whenComplete((_, _) -> last.remove(sessionId, mine));
        return result;
    }

    /** How many sessions wait for an answer. */
    public int waiting() {
        return last.size();
    }

    private static <A, T> CompletionStage<T> begun(A told, Function<A, CompletionStage<T>> begin) {
        try {
            return begin.apply(told);
        } catch (RuntimeException refused) {
            return CompletableFuture.failedStage(refused);
        }
    }

    private static <T> void complete(CompletableFuture<T> result, @Nullable T value, @Nullable Throwable failure) {
        if (failure != null) {
            result.completeExceptionally(failure);
        } else {
            result.complete(value);
        }
    }
}
