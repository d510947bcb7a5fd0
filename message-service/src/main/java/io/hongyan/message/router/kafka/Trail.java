package io.hongyan.message.router.kafka;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What of earlier batches is still to be told while later ones are routed already: strictly one batch after the other,
 * each acknowledged after its own, so that the position never passes what is not done. Not for several threads at once.
 */
final class Trail {

    private final int openMax;
    private final Deque<CompletableFuture<Void>> open = new ArrayDeque<>();
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    /** A trail of at most so many batches: with more, routing waits for the first of them. */
    Trail(int openMax) {
        this.openMax = openMax;
    }

    /**
     * Adds a batch.
     *
     * @param rest what is still to be told of it
     * @param acknowledge moves the position
     * @return completes when the next batch may come; fails if an earlier one has failed, and then no position moves
     */
    Uni<Void> follow(Uni<Void> rest, Supplier<CompletionStage<Void>> acknowledge) {
        last = last.thenCompose(_ -> rest.subscribeAsCompletionStage()).thenCompose(_ -> acknowledge.get());
        open.add(last);
        while (open.size() > 1 && done(open.getFirst())) {
            open.removeFirst();
        }
        if (last.isCompletedExceptionally() || open.size() > openMax) {
            return Uni.createFrom().completionStage(open.removeFirst());
        }
        return Uni.createFrom().voidItem();
    }

    private static boolean done(CompletableFuture<Void> batch) {
        return batch.isDone() && !batch.isCompletedExceptionally();
    }
}
