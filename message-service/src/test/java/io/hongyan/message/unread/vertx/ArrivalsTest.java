package io.hongyan.message.unread.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hongyan.message.unread.NotReachedException;
import io.hongyan.message.unread.TooManyWaitingException;
import io.hongyan.message.unread.UnreadConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Map<String, Long> stored = new ConcurrentHashMap<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger looksBefore = new AtomicInteger(-1);

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whatIsThereAlreadyIsSeenByOneLook() {
        stored.put("a", 3L);

        arrivals(Map.of()).reached(Map.of("a", 3L)).await().atMost(Duration.ofSeconds(1));

        assertThat(looks).hasValue(1);
    }

    @Test
    void aCommitOfThisProcessWakesWhoeverWaits() {
        Arrivals<String> arrivals = arrivals(Map.of("look-pause-min", "1h", "look-pause-max", "1h"));
        UniAssertSubscriber<Void> waiting = subscribe(arrivals.reached(Map.of("a", 3L)));

        arrivals.advance(Map.of("a", 2L));
        assertThat(waiting.getItem()).isNull();
        waiting.assertNotTerminated();

        arrivals.advance(Map.of("a", 3L));
        waiting.awaitItem(Duration.ofSeconds(1));
    }

    @Test
    void whatAnotherProcessCommitsIsFoundByLookingAgain() {
        UniAssertSubscriber<Void> waiting = subscribe(arrivals(Map.of()).reached(Map.of("a", 3L)));
        waiting.assertNotTerminated();

        stored.put("a", 4L);

        waiting.awaitItem(Duration.ofSeconds(1));
    }

    @Test
    void whoWaitsTooLongIsToldSoAndThenNothingRunsAnyMore() {
        Arrivals<String> arrivals = arrivals(Map.of("wait-max", "50ms"));

        assertThatThrownBy(() -> arrivals.reached(Map.of("a", 3L)).await().atMost(Duration.ofSeconds(1)))
                .isInstanceOf(NotReachedException.class);

        assertThat(meters.get("hongyan.unread.waiters").gauge().value()).isZero();
        await().during(Duration.ofMillis(60)).atMost(Duration.ofSeconds(2)).until(this::looksHaveStopped);
    }

    private boolean looksHaveStopped() {
        return looksBefore.getAndSet(looks.get()) == looks.get();
    }

    @Test
    void whenAsManyWaitAsMayTheNextIsRefusedAndCounted() {
        Arrivals<String> arrivals = arrivals(Map.of("waiters-max", "2"));
        subscribe(arrivals.reached(Map.of("a", 1L)));
        subscribe(arrivals.reached(Map.of("a", 2L)));

        UniAssertSubscriber<Void> third = subscribe(arrivals.reached(Map.of("b", 1L)));

        third.assertFailedWith(TooManyWaitingException.class, "2");
        assertThat(meters.get("hongyan.unread.refused").counter().count()).isEqualTo(1);
    }

    @Test
    void nothingWantedIsReached() {
        arrivals(Map.of()).reached(Map.of()).await().atMost(Duration.ofSeconds(1));

        assertThat(looks).hasValue(0);
    }

    private Arrivals<String> arrivals(Map<String, String> config) {
        var builder = new SmallRyeConfigBuilder()
                .withMapping(UnreadConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter());
        config.forEach((key, value) -> builder.withDefaultValue("hongyan.message.unread." + key, value));
        return new Arrivals<>(
                "revision",
                keys -> {
                    looks.incrementAndGet();
                    return Uni.createFrom().item(Map.copyOf(stored));
                },
                vertx,
                builder.build().getConfigMapping(UnreadConfig.class),
                meters);
    }

    private static <T> UniAssertSubscriber<T> subscribe(Uni<T> uni) {
        return uni.subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
