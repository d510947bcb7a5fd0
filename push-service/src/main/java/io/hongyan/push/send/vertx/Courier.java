package io.hongyan.push.send.vertx;

import io.hongyan.eventlog.RecordSpan;
import io.hongyan.eventlog.Spans;
import io.hongyan.eventlog.Topics;
import io.hongyan.push.decision.Answer;
import io.hongyan.push.decision.Bundle;
import io.hongyan.push.decision.Input;
import io.hongyan.push.decision.Kind;
import io.hongyan.push.decision.Taken;
import io.hongyan.push.decision.Terms;
import io.hongyan.push.decision.Trigger;
import io.hongyan.push.send.Lease;
import io.hongyan.push.send.SendConfig;
import io.hongyan.push.send.grpc.Badges;
import io.hongyan.push.send.grpc.Foreground;
import io.hongyan.push.send.lane.Lane;
import io.hongyan.push.send.quarkus.Ways;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Carries alerts that were taken up to what comes of them. It decides nothing: it asks and does what {@link
 * io.hongyan.push.decision.Alert} says, and has it recorded.
 */
@ApplicationScoped
class Courier {

    private static final Logger LOG = Logger.getLogger(Courier.class);

    private static final int QUESTIONS_MAX = 16; // questions for badges under way at once, in one batch

    private record Message(String conversation, long revision) {}

    private final Foreground foreground;
    private final Badges badges;
    private final Handover handover;
    private final Recorder recorder;
    private final Terms terms;
    private final Duration patience;
    private final Duration answerWithin;
    private final Spans spans;
    private final InstantSource clock;
    private final Counter badgeFailures;

    Courier(
            Foreground foreground,
            Badges badges,
            Handover handover,
            Recorder recorder,
            Ways ways,
            Terms terms,
            SendConfig config,
            Spans spans,
            InstantSource clock,
            MeterRegistry meters) {
        this.foreground = foreground;
        this.badges = badges;
        this.handover = handover;
        this.recorder = recorder;
        this.terms = terms;
        this.patience = config.patience();
        this.answerWithin = ways.timeoutMax();
        this.spans = spans;
        this.clock = clock;
        this.badgeFailures = meters.counter("hongyan.push.badge.failures");
    }

    /**
     * Completes when everything about these alerts is recorded, or when providers have had some of them for so long that
     * others should not wait for that: those go on by themselves, no more of them than their lanes have room for. What
     * fails stays taken up until its lease ends.
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
        var waited = new CompletableFuture<Void>();
        Spans.within(traced, () -> decide(carrying, new Lease(until, answerWithin), waited))
                .subscribe()
                .with(done -> waited.complete(null), failure -> {
                    if (!waited.completeExceptionally(failure)) {
                        LOG.error("Alerts were not carried out to the end; their lease will end.", failure);
                    }
                });
        return Uni.createFrom().completionStage(waited);
    }

    private Uni<Void> decide(List<Taken> taken, Lease lease, CompletableFuture<Void> waited) {
        Instant now = clock.instant();
        List<Work> begun =
                taken.stream().map(alert -> Work.begin(alert, now, terms)).toList();
        return locate(begun).chain(located -> {
            List<Work> settled = located.stream().filter(work -> !work.sends()).toList();
            List<Work> toSend = located.stream().filter(Work::sends).toList();
            return recorder.record(settled)
                    .chain(() -> leaveWaiting(toSend))
                    .chain(this::withBadges)
                    .chain(badged -> {
                        waited.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
                        return handover.carry(badged, lease);
                    });
        });
    }

    private Uni<List<Work>> locate(List<Work> begun) {
        Set<String> users = begun.stream().filter(Work::locates).map(Work::user).collect(Collectors.toSet());
        if (users.isEmpty()) {
            return Uni.createFrom().item(begun);
        }
        return foreground.among(users, clock.instant().minus(terms.linger())).map(open -> {
            Instant now = clock.instant();
            return begun.stream()
                    .map(work -> work.locates() ? work.on(located(work, open), now, terms) : work)
                    .toList();
        });
    }

    private static Input located(Work work, Foreground.Found open) {
        Taken taken = work.taken();
        return new Input.Located(
                open.of(work.user(), taken.trigger().deviceId()), open.leftAt(work.user()), taken.standing());
    }

    /** Nobody is asked for the badge of an alert whose provider is left alone, or whose app sends as fast as it may. */
    private Uni<List<Work>> leaveWaiting(List<Work> toSend) {
        Instant now = clock.instant();
        List<Work> others = new ArrayList<>();
        List<Work> left = new ArrayList<>();
        Map<Object, Answer> pauses = new HashMap<>(); // what goes together comes back together
        for (Work work : toSend) {
            Optional<Lane.NoRoom> obstacle = handover.obstacle(work);
            if (obstacle.isEmpty()) {
                others.add(work);
            } else {
                Duration rest = obstacle.get().rest();
                Answer pause = pauses.computeIfAbsent(Recorder.together(work), _ -> Recorder.unavailable(rest));
                left.add(work.on(new Input.Answered(pause), now, terms));
            }
        }
        return recorder.record(left).replaceWith(others);
    }

    /** What goes together, with its badge. Answers in the order in which devices are to show alerts. */
    private Uni<List<Badged>> withBadges(List<Work> toSend) {
        List<Bundle<Work>> bundles = Bundle.of(toSend, Work::taken, terms.bundles());
        return Multi.createFrom()
                .iterable(byMessage(bundles))
                .onItem()
                .transformToUni(this::ofMessage)
                .collectFailures()
                .merge(QUESTIONS_MAX)
                .collect()
                .asList()
                .map(answers -> answers.stream()
                        .flatMap(List::stream)
                        .sorted(Badged.ORDER)
                        .toList());
    }

    /** One question for the badges of those whom a message concerns. */
    private Uni<List<Badged>> ofMessage(List<Bundle<Work>> sameMessage) {
        List<String> users = sameMessage.stream()
                .map(bundle -> bundle.last().user())
                .distinct()
                .toList();
        return Multi.createFrom()
                .iterable(questions(sameMessage))
                .onItem()
                .transformToUniAndConcatenate(message -> ask(users, message))
                .collect()
                .last() // which includes what the ones before it were about
                .map(badges -> sameMessage.stream()
                        .map(bundle ->
                                new Badged(bundle, badge(badges, bundle.last().user())))
                        .toList())
                .onFailure()
                .recoverWithUni(failure -> {
                    badgeFailures.increment();
                    return recorder.again(
                                    sameMessage.stream()
                                            .flatMap(bundle -> bundle.all().stream())
                                            .toList(),
                                    Duration.ZERO)
                            .replaceWith(List.<Badged>of());
                });
    }

    private Uni<List<Map<String, Long>>> ask(List<String> users, Message message) {
        return Multi.createFrom()
                .iterable(pages(users))
                .onItem()
                .transformToUniAndConcatenate(page -> badges.of(page, message.conversation(), message.revision()))
                .collect()
                .asList();
    }

    /** The badge must include the event; where several conversations were read, the latest event of each of them. */
    private static List<Message> questions(List<Bundle<Work>> sameMessage) {
        Map<String, Long> revisions = new TreeMap<>();
        for (Work work : sameMessage.getFirst().all()) {
            Trigger trigger = work.taken().trigger();
            revisions.merge(trigger.conversationId(), trigger.revision(), Math::max);
        }
        return revisions.entrySet().stream()
                .map(entry -> new Message(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Collection<List<Bundle<Work>>> byMessage(List<Bundle<Work>> bundles) {
        return bundles.stream()
                .collect(Collectors.groupingBy(Courier::question, LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    /** What is read by one user concerns nobody else, hence the user's devices share a question only if they share all. */
    private static List<Object> question(Bundle<Work> bundle) {
        Trigger last = bundle.last().taken().trigger();
        return last.kind() == Kind.CLEAR
                ? List.of(last.userId(), questions(List.of(bundle)))
                : List.of(last.kind(), new Message(last.conversationId(), last.revision()));
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
}
