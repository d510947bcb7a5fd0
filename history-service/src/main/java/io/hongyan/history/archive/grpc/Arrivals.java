package io.hongyan.history.archive.grpc;

import io.grpc.Status;
import io.hongyan.proto.events.v1.Event;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Lets requests wait for the archive to reach what they know to exist. Who waits is woken when this instance archives
 * something in the conversation, and looks by itself now and then, because another instance may archive it.
 */
@ApplicationScoped
public class Arrivals {

    private static final Duration LOOK_FIRST = Duration.ofMillis(20);
    private static final Duration LOOK_LAST = Duration.ofMillis(320);

    private final Map<String, Set<UniEmitter<? super Boolean>>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger waiters;
    private final WaitConfig config;

    Arrivals(WaitConfig config, MeterRegistry meters) {
        this.config = config;
        waiters = meters.gauge("hongyan.history.waiters", new AtomicInteger());
    }

    /** These events are archived. */
    public void announce(Collection<Event> archived) {
        if (waiters.get() > 0) {
            archived.stream().map(Event::getConversationId).distinct().forEach(this::wake);
        }
    }

    /**
     * Looks until what is seen satisfies.
     *
     * @param look asks the archive
     * @param conversationIds whose news are worth another look
     * @return what satisfied; fails with DEADLINE_EXCEEDED after the configured time, RESOURCE_EXHAUSTED if too many wait
     */
    public <T> Uni<T> await(Supplier<Uni<T>> look, Predicate<T> satisfies, Collection<String> conversationIds) {
        return look.get().chain(seen -> {
            if (satisfies.test(seen)) {
                return Uni.createFrom().item(seen);
            }
            if (waiters.incrementAndGet() > config.waitersMax()) {
                waiters.decrementAndGet();
                return Uni.createFrom()
                        .failure(Status.RESOURCE_EXHAUSTED
                                .withDescription("Too many requests wait for the archive; try again.")
                                .asRuntimeException());
            }
            return again(look, satisfies, conversationIds, LOOK_FIRST)
                    .ifNoItem()
                    .after(config.timeMax())
                    .failWith(() -> Status.DEADLINE_EXCEEDED
                            .withDescription("The archive has not got there within %s.".formatted(config.timeMax()))
                            .asRuntimeException())
                    .onTermination()
                    .invoke(waiters::decrementAndGet);
        });
    }

    private <T> Uni<T> again(
            Supplier<Uni<T>> look, Predicate<T> satisfies, Collection<String> conversationIds, Duration pause) {
        Duration longer = pause.compareTo(LOOK_LAST) < 0 ? pause.multipliedBy(2) : LOOK_LAST;
        return news(conversationIds, pause)
                .chain(look::get)
                .chain(seen -> satisfies.test(seen)
                        ? Uni.createFrom().item(seen)
                        : again(look, satisfies, conversationIds, longer));
    }

    /** Completes with the next news of one of the conversations, or after the pause. */
    private Uni<Boolean> news(Collection<String> conversationIds, Duration pause) {
        Set<String> distinct = conversationIds.stream().collect(Collectors.toUnmodifiableSet());
        return Uni.createFrom()
                .<Boolean>emitter(emitter -> {
                    distinct.forEach(id -> waiting.computeIfAbsent(id, absent -> ConcurrentHashMap.newKeySet())
                            .add(emitter));
                    emitter.onTermination(() -> distinct.forEach(id -> forget(id, emitter)));
                })
                .ifNoItem()
                .after(pause)
                .on(Infrastructure.getDefaultWorkerPool())
                .recoverWithItem(false);
    }

    private void wake(String conversationId) {
        Set<UniEmitter<? super Boolean>> emitters = waiting.remove(conversationId);
        if (emitters != null) {
            emitters.forEach(emitter -> emitter.complete(true));
        }
    }

    private void forget(String conversationId, UniEmitter<? super Boolean> emitter) {
        waiting.computeIfPresent(conversationId, (id, emitters) -> {
            emitters.remove(emitter);
            return emitters.isEmpty() ? null : emitters;
        });
    }
}
