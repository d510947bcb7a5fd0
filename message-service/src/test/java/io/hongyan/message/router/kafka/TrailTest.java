package io.hongyan.message.router.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TrailTest {

    private final Trail trail = new Trail(2);
    private final List<String> acknowledged = new ArrayList<>();

    @Test
    void laterBatchIsNotAcknowledgedBeforeAnEarlierOne() {
        var slow = new CompletableFuture<Void>();

        var first = follow("first", slow);
        var second = follow("second", CompletableFuture.completedFuture(null));

        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        assertThat(acknowledged).isEmpty();

        slow.complete(null);
        assertThat(acknowledged).containsExactly("first", "second");
    }

    @Test
    void routingWaitsWhenTheTrailIsFull() {
        var slow = new CompletableFuture<Void>();
        var _ = follow("first", slow);
        var _ = follow("second", CompletableFuture.completedFuture(null));

        var third = follow("third", CompletableFuture.completedFuture(null));

        assertThat(third).isNotDone();
        slow.complete(null);
        assertThat(third).isCompleted();
    }

    @Test
    void failureStopsEverythingBehindIt() {
        var _ = follow("first", CompletableFuture.failedFuture(new IllegalStateException("a bug")));

        var second = follow("second", CompletableFuture.completedFuture(null));

        assertThat(second).isCompletedExceptionally();
        assertThat(acknowledged).isEmpty();
    }

    private CompletableFuture<Void> follow(String batch, CompletableFuture<Void> rest) {
        return trail.follow(Uni.createFrom().completionStage(rest), () -> {
                    acknowledged.add(batch);
                    return CompletableFuture.completedFuture(null);
                })
                .subscribeAsCompletionStage();
    }
}
