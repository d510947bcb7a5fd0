package io.hongyan.push.send.vertx;

import io.hongyan.eventlog.RecordSpan;
import io.hongyan.eventlog.Spans;
import io.hongyan.eventlog.Topics;
import io.hongyan.push.decision.Answer;
import io.hongyan.push.decision.Effect;
import io.hongyan.push.decision.Input;
import io.hongyan.push.decision.Names;
import io.hongyan.push.decision.Result;
import io.hongyan.push.decision.Taken;
import io.hongyan.push.decision.Terms;
import io.hongyan.push.decision.Trigger;
import io.hongyan.push.decision.postgres.AlertStore;
import io.hongyan.push.device.Target;
import io.hongyan.push.device.postgres.InvalidTokens;
import io.hongyan.push.send.Lease;
import io.hongyan.push.send.SendConfig;
import io.hongyan.push.send.apns.ApnsConfig;
import io.hongyan.push.send.apns.ApnsSender;
import io.hongyan.push.send.apns.Reply;
import io.hongyan.push.send.grpc.Badges;
import io.hongyan.push.send.grpc.Foreground;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Carries alerts that were taken up to what comes of them. It decides nothing: it asks and does what {@link
 * io.hongyan.push.decision.Alert} says, and records it.
 */
@ApplicationScoped
class Courier {

    private static final int QUESTIONS_MAX = 16; // questions for badges under way at once, in one batch
    private static final Duration RECORD_PAUSE_MIN = Duration.ofMillis(200);
    private static final Duration RECORD_PAUSE_MAX = Duration.ofSeconds(2);

    private final AlertStore alerts;
    private final Foreground foreground;
    private final Badges badges;
    private final ApnsSender apns;
    private final InvalidTokens tokens;
    private final Terms terms;
    private final SendConfig config;
    private final Duration answerWithin;
    private final Spans spans;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private volatile Runnable recorded = () -> {};

    Courier(
            AlertStore alerts,
            Foreground foreground,
            Badges badges,
            ApnsSender apns,
            InvalidTokens tokens,
            Terms terms,
            SendConfig config,
            ApnsConfig providers,
            Spans spans,
            InstantSource clock,
            MeterRegistry meters) {
        this.alerts = alerts;
        this.foreground = foreground;
        this.badges = badges;
        this.apns = apns;
        this.tokens = tokens;
        this.terms = terms;
        if (config.lease().compareTo(providers.timeout()) <= 0) {
            throw new IllegalStateException(
                    "hongyan.push.send.lease is %s: it must be longer than hongyan.push.apns.timeout, which is %s."
                            .formatted(config.lease(), providers.timeout()));
        }
        this.config = config;
        this.answerWithin = providers.timeout();
        this.spans = spans;
        this.clock = clock;
        this.meters = meters;
    }

    /** Whom to tell that something was recorded, and is to be published. */
    void onRecorded(Runnable told) {
        recorded = told;
    }

    /**
     * Completes when everything about these alerts is recorded. What fails stays taken up until its lease ends.
     *
     * @param until when the lease ends
     */
    Uni<Void> carry(List<Taken> taken, Instant until) {
        List<RecordSpan> traced = new ArrayList<>();
        List<Taken> carrying = new ArrayList<>(taken.size());
        for (Taken alert : taken) {
            RecordSpan span =
                    spans.reading("decide alert", Topics.EVENTS, alert.trigger().conversationId(), alert.traceparent());
            span.seq(alert.trigger().seq());
            traced.add(span);
            carrying.add(alert.carrying(span.traceparent()));
        }
        return Spans.within(traced, () -> decide(carrying, new Lease(until, answerWithin)));
    }

    private Uni<Void> decide(List<Taken> taken, Lease lease) {
        Instant now = clock.instant();
        List<Work> begun =
                taken.stream().map(alert -> Work.begin(alert, now, terms)).toList();
        return locate(begun).chain(located -> {
            List<Work> settled = located.stream().filter(work -> !work.sends()).toList();
            List<Work> toSend = located.stream().filter(Work::sends).toList();
            return record(settled).chain(() -> send(toSend, lease));
        });
    }

    private Uni<List<Work>> locate(List<Work> begun) {
        Set<String> users = begun.stream().filter(Work::locates).map(Work::user).collect(Collectors.toSet());
        if (users.isEmpty()) {
            return Uni.createFrom().item(begun);
        }
        return foreground.among(users).map(open -> {
            Instant now = clock.instant();
            return begun.stream()
                    .map(work ->
                            work.locates() ? work.on(new Input.Located(open.contains(work.user())), now, terms) : work)
                    .toList();
        });
    }

    /** One question for the badges of each message; then device by device, a device's alerts in their order. */
    private Uni<Void> send(List<Work> toSend, Lease lease) {
        return Multi.createFrom()
                .iterable(by(
                        toSend,
                        work -> List.of(
                                work.taken().trigger().conversationId(),
                                work.taken().trigger().revision())))
                .onItem()
                .transformToUni(this::withBadges)
                .collectFailures()
                .merge(QUESTIONS_MAX)
                .collect()
                .asList()
                .map(answers -> answers.stream()
                        .flatMap(List::stream)
                        .sorted(Badged.ORDER)
                        .toList())
                .chain(badged -> deviceByDevice(badged, lease));
    }

    private Uni<List<Badged>> withBadges(List<Work> sameMessage) {
        Trigger trigger = sameMessage.getFirst().taken().trigger();
        List<String> users = sameMessage.stream().map(Work::user).distinct().toList();
        return Multi.createFrom()
                .iterable(pages(users))
                .onItem()
                .transformToUniAndConcatenate(page -> badges.of(page, trigger.conversationId(), trigger.revision()))
                .collect()
                .asList()
                .map(pages -> sameMessage.stream()
                        .map(work -> new Badged(work, badge(pages, work.user())))
                        .toList())
                .onFailure()
                .recoverWithUni(failure -> {
                    meters.counter("hongyan.push.badge.failures").increment();
                    return again(sameMessage).replaceWith(List.<Badged>of());
                });
    }

    private Uni<Void> deviceByDevice(List<Badged> badged, Lease lease) {
        return Multi.createFrom()
                .iterable(by(
                        badged,
                        item -> List.of(
                                item.work().user(),
                                item.work().taken().trigger().deviceId())))
                .onItem()
                .transformToUni(sameDevice -> Multi.createFrom()
                        .iterable(sameDevice)
                        .onItem()
                        .transformToUniAndConcatenate(item -> send(item, lease))
                        .collect()
                        .last())
                .collectFailures() // one that fails must not take back what others have sent
                .merge(config.concurrency())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> send(Badged badged, Lease lease) {
        if (!lease.allowsSending(clock.instant())) {
            meters.counter("hongyan.push.alerts.left").increment(); // whoever takes them up next has the time
            return Uni.createFrom().voidItem();
        }
        Taken taken = badged.work().taken();
        Target target = Objects.requireNonNull(taken.target()); // without one, the alert was concluded
        Uni<Answer> answered = badged.badge() == 0
                ? Uni.createFrom().item(new Answer.NothingUnread())
                : sendTraced(taken, target, badged.badge())
                        .chain(reply -> answer(reply, taken.trigger(), target, badged.badge()));
        return answered.chain(
                answer -> record(List.of(badged.work().on(new Input.Answered(answer), clock.instant(), terms))));
    }

    private Uni<Reply> sendTraced(Taken taken, Target target, long badge) {
        RecordSpan span =
                spans.calling("send alert", Topics.EVENTS, taken.trigger().conversationId(), taken.traceparent());
        span.seq(taken.trigger().seq());
        return apns.send(taken, target, badge)
                .invoke(reply -> span.outcome(reply.getClass().getSimpleName()))
                .onTermination()
                .invoke(span::end);
    }

    private Uni<Answer> answer(Reply reply, Trigger trigger, Target target, long badge) {
        return switch (reply) {
            case Reply.Accepted() -> Uni.createFrom().item(new Answer.Accepted(badge));
            case Reply.Refused _ -> Uni.createFrom().item(new Answer.Refused());
            case Reply.Unavailable _ -> Uni.createFrom().item(unavailable());
            case Reply.TokenInvalid(var since) ->
                tokens.drop(trigger.userId(), trigger.deviceId(), target.token(), since)
                        .map(fate -> switch (fate) {
                            case DROPPED -> new Answer.TokenInvalid();
                            case REPLACED -> unavailable(); // the next attempt goes to the new token
                            case KEPT -> new Answer.Refused();
                        });
        };
    }

    private Uni<Void> again(List<Work> works) {
        Instant now = clock.instant();
        return record(works.stream()
                .map(work -> work.on(new Input.Answered(unavailable()), now, terms))
                .toList());
    }

    private Uni<Void> record(List<Work> works) {
        if (works.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Result> results = works.stream().map(Work::result).toList();
        return alerts.record(results, clock.instant())
                // What was sent is sent again if nobody knows: a database that restarts is worth waiting for.
                .onFailure()
                .retry()
                .withBackOff(RECORD_PAUSE_MIN, RECORD_PAUSE_MAX)
                .expireIn(config.lease().toMillis())
                .invoke(counted -> {
                    Set<String> ids = counted.stream().map(Object::toString).collect(Collectors.toSet());
                    results.stream()
                            .filter(result ->
                                    ids.contains(result.taken().trigger().decisionId()))
                            .forEach(this::count);
                    recorded.run();
                })
                .replaceWithVoid();
    }

    private void count(Result result) {
        switch (result.effect()) {
            case Effect.Conclude(var outcome, var reason, var _) -> count(Names.of(outcome), Names.of(reason));
            case Effect.Defer _ -> count("DEFERRED", "AWAITING_CONFIRMATION");
            case Effect.Wait _, Effect.Locate _, Effect.Send _ -> {
                // nothing was decided
            }
        }
    }

    private void count(String outcome, String reason) {
        meters.counter("hongyan.push.decisions", "outcome", outcome, "reason", reason)
                .increment();
    }

    private static Answer unavailable() {
        return new Answer.Unavailable(ThreadLocalRandom.current().nextDouble());
    }

    private static long badge(List<Map<String, Long>> pages, String user) {
        return pages.stream()
                .map(page -> page.get(user))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    private static List<List<String>> pages(List<String> users) {
        return Stream.iterate(0, from -> from < users.size(), from -> from + Badges.USERS_MAX)
                .map(from -> users.subList(from, Math.min(users.size(), from + Badges.USERS_MAX)))
                .toList();
    }

    private static <T> Collection<List<T>> by(List<T> items, Function<T, List<Object>> key) {
        return items.stream()
                .collect(Collectors.groupingBy(key, java.util.LinkedHashMap::new, Collectors.toList()))
                .values();
    }
}
