package io.hongyan.push.send.vertx;

import io.hongyan.eventlog.RecordSpan;
import io.hongyan.eventlog.Spans;
import io.hongyan.eventlog.Topics;
import io.hongyan.push.decision.Answer;
import io.hongyan.push.decision.Taken;
import io.hongyan.push.decision.Terms;
import io.hongyan.push.decision.Trigger;
import io.hongyan.push.device.Target;
import io.hongyan.push.device.postgres.InvalidTokens;
import io.hongyan.push.send.Lease;
import io.hongyan.push.send.Outgoing;
import io.hongyan.push.send.Parcels;
import io.hongyan.push.send.Reply;
import io.hongyan.push.send.SendConfig;
import io.hongyan.push.send.lane.Lane;
import io.hongyan.push.send.quarkus.Way;
import io.hongyan.push.send.quarkus.Ways;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Hands alerts that have their badges to their providers, each provider's and app's on a way of its own, and records what
 * came of each. A device's alerts go one by one.
 */
@ApplicationScoped
class Handover {

    private record Device(String user, String device) {}

    private final Ways ways;
    private final Recorder recorder;
    private final InvalidTokens tokens;
    private final Parcels parcels;
    private final int concurrency;
    private final Spans spans;
    private final InstantSource clock;
    private final MeterRegistry meters;

    Handover(
            Ways ways,
            Recorder recorder,
            InvalidTokens tokens,
            Terms terms,
            SendConfig config,
            Spans spans,
            InstantSource clock,
            MeterRegistry meters) {
        this.ways = ways;
        this.recorder = recorder;
        this.tokens = tokens;
        this.parcels = Parcels.of(terms, config);
        this.concurrency = config.concurrency();
        this.spans = spans;
        this.clock = clock;
        this.meters = meters;
    }

    /** What keeps an alert out of its way now; empty if nothing is known to. Tells that the alert has to wait. */
    Optional<Lane.NoRoom> obstacle(Work work) {
        Optional<Way> way = ways.to(target(work));
        Optional<Lane.NoRoom> obstacle = way.flatMap(Way::obstacle);
        obstacle.ifPresent(met -> way.ifPresent(one -> one.countPutBack(met.why(), 1)));
        return obstacle;
    }

    /** Completes when what came of all of them is recorded. What fails stays taken up until its lease ends. */
    Uni<Void> carry(List<Badged> badged, Lease lease) {
        Map<Optional<Way>, List<Badged>> byWay =
                by(badged, item -> ways.to(target(item.bundle().last())));
        if (byWay.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom()
                .iterable(byWay.entrySet())
                .onItem()
                .transformToUni(group -> group.getKey()
                        .map(way -> along(way, group.getValue(), lease))
                        .orElseGet(() -> noWay(group.getValue())))
                .collectFailures() // one that fails must not take back what others have sent
                .merge(byWay.size()) // nobody waits for another provider
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> along(Way way, List<Badged> badged, Lease lease) {
        Map<Device, List<Badged>> byDevice = by(
                badged,
                item -> new Device(
                        item.taken().trigger().userId(), item.taken().trigger().deviceId()));
        return Multi.createFrom()
                .iterable(byDevice.values())
                .onItem()
                .transformToUni(sameDevice -> oneByOne(way, sameDevice, lease))
                .collectFailures()
                .merge(concurrency)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> oneByOne(Way way, List<Badged> sameDevice, Lease lease) {
        return switch (way.room(sameDevice.size())) {
            case Lane.Room room -> inTurn(way, room, sameDevice, lease);
            case Lane.NoRoom(Reply.Why why, Duration rest) -> {
                way.countPutBack(why, sameDevice.size());
                yield recorder.again(
                        sameDevice.stream().flatMap(item -> item.all().stream()).toList(), rest);
            }
        };
    }

    private Uni<Void> inTurn(Way way, Lane.Room room, List<Badged> sameDevice, Lease lease) {
        return Multi.createFrom()
                .iterable(sameDevice)
                .onItem()
                .transformToUniAndConcatenate(item -> send(way, room, item, lease))
                .collect()
                .last()
                .onTermination()
                .invoke(room::close)
                .replaceWithVoid();
    }

    private Uni<Void> send(Way way, Lane.Room room, Badged badged, Lease lease) {
        List<Work> work = badged.all();
        if (badged.nothingUnread()) {
            return recorder.answered(work, new Answer.NothingUnread());
        }
        Instant asked = clock.instant();
        Outgoing alert = parcels.of(badged.bundle(), Work::taken, badged.badge());
        return sendTraced(way, room, badged.taken(), alert, lease).chain(reply -> switch (reply) {
            case Reply.Accepted() -> recorder.accepted(badged, alert.silent());
            case Reply.Refused _ -> recorder.answered(work, new Answer.Refused());
            case Reply.Busy(String _, Duration retryAfter) -> recorder.again(work, retryAfter);
            case Reply.Unavailable(String _, Duration retryAfter) -> recorder.again(work, retryAfter);
            case Reply.TokenInvalid(var since) ->
                // Where nobody says since when, it was so when we asked: whoever registers it afterwards keeps it.
                drop(badged.bundle().last(), since == null ? asked : since)
                        .chain(answer -> recorder.answered(work, answer));
            case Reply.PutBack(Reply.Why why, Duration rest) -> putBack(way, work, why, rest);
        });
    }

    private Uni<Void> putBack(Way way, List<Work> work, Reply.Why why, Duration rest) {
        way.countPutBack(why, work.size());
        if (why == Reply.Why.LATE) {
            meters.counter("hongyan.push.alerts.left").increment(); // whoever takes it up next has the time
            return Uni.createFrom().voidItem();
        }
        return recorder.again(work, rest);
    }

    private Uni<Reply> sendTraced(Way way, Lane.Room room, Taken taken, Outgoing alert, Lease lease) {
        Trigger trigger = taken.trigger();
        RecordSpan span = spans.calling("send alert", Topics.EVENTS, trigger.conversationId(), taken.traceparent());
        span.seq(trigger.seq());
        return Uni.createFrom()
                .completionStage(() -> way.send(room, alert, () -> lease.allowsSending(clock.instant())))
                .invoke(reply -> span.outcome(reply.getClass().getSimpleName()))
                .onTermination()
                .invoke(span::end);
    }

    private Uni<Answer> drop(Work work, Instant since) {
        Trigger trigger = work.taken().trigger();
        return tokens.drop(trigger.userId(), trigger.deviceId(), target(work).token(), since)
                .map(fate -> switch (fate) {
                    case DROPPED -> new Answer.TokenInvalid();
                    case REPLACED -> Recorder.unavailable(Duration.ZERO); // the next attempt goes to the new token
                    case KEPT -> new Answer.Refused();
                });
    }

    /** The app, or its provider, is not configured: nobody will ever take it. */
    private Uni<Void> noWay(List<Badged> badged) {
        Map<Boolean, List<Work>> byNothingUnread = badged.stream()
                .collect(Collectors.partitioningBy(
                        Badged::nothingUnread,
                        Collectors.flatMapping(item -> item.all().stream(), Collectors.toList())));
        return recorder.answered(byNothingUnread.getOrDefault(true, List.of()), new Answer.NothingUnread())
                .chain(() -> recorder.answered(byNothingUnread.getOrDefault(false, List.of()), new Answer.Refused()));
    }

    private static Target target(Work work) {
        return Objects.requireNonNull(work.taken().target()); // without one, the alert was concluded
    }

    private static <K, T> Map<K, List<T>> by(List<T> items, Function<T, K> key) {
        return items.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }
}
