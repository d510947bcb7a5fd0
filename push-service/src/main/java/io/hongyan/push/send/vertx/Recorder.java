package io.hongyan.push.send.vertx;

import io.hongyan.push.decision.Answer;
import io.hongyan.push.decision.Bundle;
import io.hongyan.push.decision.Effect;
import io.hongyan.push.decision.Input;
import io.hongyan.push.decision.Result;
import io.hongyan.push.decision.Terms;
import io.hongyan.push.decision.Trigger;
import io.hongyan.push.decision.postgres.AlertStore;
import io.hongyan.push.send.SendConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Records what came of alerts, counts it where it counted, and tells that there is something to publish. */
@ApplicationScoped
class Recorder {

    private static final Duration PAUSE_MIN = Duration.ofMillis(200);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(2);

    private final AlertStore alerts;
    private final Terms terms;
    private final Duration lease;
    private final InstantSource clock;
    private final DecisionMetrics metrics;
    private volatile Runnable recorded = () -> {};
    private volatile Consumer<Instant> waiting = due -> {};

    Recorder(AlertStore alerts, Terms terms, SendConfig config, InstantSource clock, DecisionMetrics metrics) {
        this.alerts = alerts;
        this.terms = terms;
        this.lease = config.lease();
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Whom to tell that something was recorded, and is to be published. */
    void onRecorded(Runnable told) {
        recorded = told;
    }

    /** Whom to tell when something that was recorded just now is to be looked at again. */
    void onWaiting(Consumer<Instant> told) {
        waiting = told;
    }

    /** Records what an answer makes of alerts. */
    Uni<Void> answered(List<Work> works, Answer answer) {
        Instant now = clock.instant();
        return record(works.stream()
                .map(work -> work.on(new Input.Answered(answer), now, terms))
                .toList());
    }

    /**
     * Records that a provider took an alert, together with what that means for those that it tells of too.
     *
     * @param silent whether it went without words
     */
    Uni<Void> accepted(Badged badged, boolean silent) {
        Instant now = clock.instant();
        Bundle<Work> bundle = badged.bundle();
        return record(bundle.all().stream()
                .map(work -> work.on(
                        new Input.Answered(bundle.accepted(work, Work::taken, badged.badge(), silent)), now, terms))
                .toList());
    }

    /**
     * Has alerts looked at again later, after a pause of a given length at least: those that would go together after the same
     * pause, others after one of their own.
     */
    Uni<Void> again(List<Work> works, Duration least) {
        Instant now = clock.instant();
        Map<Object, Answer> pauses = new HashMap<>();
        return record(works.stream()
                .map(work -> {
                    Answer pause = pauses.computeIfAbsent(together(work), ignored -> unavailable(least));
                    return work.on(new Input.Answered(pause), now, terms);
                })
                .toList());
    }

    /** The same for alerts that would go together. */
    static Object together(Work work) {
        Trigger trigger = work.taken().trigger();
        return List.of(trigger.userId(), trigger.deviceId(), trigger.conversationId());
    }

    /** Records how far alerts have come. */
    Uni<Void> record(List<Work> works) {
        if (works.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Result> results = works.stream().map(Work::result).toList();
        return alerts.record(results, clock.instant())
                // What was sent is sent again if nobody knows: a database that restarts is worth waiting for.
                .onFailure()
                .retry()
                .withBackOff(PAUSE_MIN, PAUSE_MAX)
                .expireIn(lease.toMillis())
                .invoke(counted -> {
                    Set<String> ids = counted.stream().map(Object::toString).collect(Collectors.toSet());
                    Instant now = clock.instant();
                    results.stream()
                            .filter(result ->
                                    ids.contains(result.taken().trigger().decisionId()))
                            .forEach(result -> metrics.recorded(result, now));
                    metrics.overtaken(results.size() - ids.size());
                    recorded.run();
                    results.stream()
                            .map(Recorder::due)
                            .flatMap(Optional::stream)
                            .min(Comparator.naturalOrder())
                            .ifPresent(waiting);
                })
                .replaceWithVoid();
    }

    /** The answer of whoever could not take an alert now. */
    static Answer unavailable(Duration least) {
        return new Answer.Unavailable(ThreadLocalRandom.current().nextDouble(), least);
    }

    private static Optional<Instant> due(Result result) {
        return switch (result.effect()) {
            case Effect.Wait(Instant until, int _) -> Optional.of(until);
            case Effect.Defer(Instant until, var _) -> Optional.of(until);
            case Effect.Conclude _, Effect.Locate _, Effect.Send _ -> Optional.empty();
        };
    }
}
