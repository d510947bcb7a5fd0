package io.hongyan.connector.welcome;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Asks for many at once: while one call is on its way, what is asked for waits, and goes together in the next. Who asks first need not
 * wait; the more ask, the fewer calls there are for each. Safe for use by several threads.
 *
 * @param <K> what is asked about; the same may be asked about twice
 * @param <A> the answer about one
 */
public final class Shared<K, A> {

    private final int togetherMax;
    private final Function<List<K>, CompletionStage<List<A>>> call;
    private List<K> questions = new ArrayList<>();
    private List<CompletableFuture<A>> askers = new ArrayList<>();
    private boolean underWay;

    /**
     * Nobody has asked.
     *
     * @param togetherMax how much one call may be about, at least 1
     * @param call answers about all that it is given, in that order; called by whoever asks first, or by whoever completes the call
     *     before
     */
    public Shared(int togetherMax, Function<List<K>, CompletionStage<List<A>>> call) {
        this.togetherMax = togetherMax;
        this.call = call;
    }

    /** The answer about this, of a call that is made after this moment. */
    public CompletionStage<A> ask(K question) {
        var asker = new CompletableFuture<A>();
        synchronized (this) {
            questions.add(question);
            askers.add(asker);
            if (underWay) {
                return asker;
            }
            underWay = true;
        }
        next();
        return asker;
    }

    private void next() {
        List<K> asked;
        List<CompletableFuture<A>> waiting;
        synchronized (this) {
            int size = Math.min(togetherMax, questions.size());
            if (size == 0) {
                underWay = false;
                return;
            }
            asked = List.copyOf(questions.subList(0, size));
            waiting = List.copyOf(askers.subList(0, size));
            questions = new ArrayList<>(questions.subList(size, questions.size()));
            askers = new ArrayList<>(askers.subList(size, askers.size()));
        }
        made(asked).whenComplete((answers, failure) -> {
            next(); // before anybody goes on, who might ask again
            for (int place = 0; place < waiting.size(); place++) {
                if (failure == null) {
                    waiting.get(place).complete(answers.get(place));
                } else {
                    waiting.get(place).completeExceptionally(failure);
                }
            }
        });
    }

    private CompletionStage<List<A>> made(List<K> asked) {
        try {
            return call.apply(asked);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
