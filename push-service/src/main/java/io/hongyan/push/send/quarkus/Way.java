package io.hongyan.push.send.quarkus;

import io.hongyan.push.send.Outgoing;
import io.hongyan.push.send.Rendered;
import io.hongyan.push.send.Reply;
import io.hongyan.push.send.Wake;
import io.hongyan.push.send.lane.Lane;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The way of one app's alerts to one provider, apart from all others: a lane, with who carries them at its end. */
public final class Way {

    /**
     * What it is called in metrics and logs: all of it stands in the configuration.
     *
     * @param provider by its short name, such as {@code apns}
     * @param app the app's id; {@code *} for all that the configuration does not name
     * @param via Apple's environment, or the push service; empty where there is only one way
     */
    record Name(String provider, String app, String via) {

        Tags tags() {
            return Tags.of("provider", provider, "app", app, "via", via);
        }
    }

    private static final Logger LOG = Logger.getLogger(Way.class);

    private final Name name;
    private final Live live;
    private final Lane lane;
    private final MeterRegistry meters;
    private final AtomicBoolean down = new AtomicBoolean();

    Way(Name name, Live live, Lane lane, MeterRegistry meters) {
        this.name = name;
        this.live = live;
        this.lane = lane;
        this.meters = meters;
        Gauge.builder("hongyan.push.provider.in.flight", lane::inFlight)
                .tags(name.tags())
                .register(meters);
        Gauge.builder("hongyan.push.provider.waiting", () -> lane.held() - lane.inFlight())
                .tags(name.tags())
                .register(meters);
        Gauge.builder("hongyan.push.provider.resting", () -> lane.rest().isZero() ? 0 : 1)
                .description("1 while the provider is left alone")
                .tags(name.tags())
                .register(meters);
        for (Reply.Why why : Reply.Why.values()) { // so that what never happened is 0 and not unknown
            countPutBack(why, 0);
        }
    }

    /** What keeps out whatever comes now; empty if there may be room. */
    public Optional<Lane.NoRoom> obstacle() {
        return lane.obstacle();
    }

    /** Makes room for some alerts that go one after the other, or says why there is none. */
    public Lane.Entry room(int alerts) {
        return lane.room(alerts);
    }

    /**
     * Hands over one alert when its turn has come. Never fails: what goes wrong is a reply too.
     *
     * @param inTime asked then: whether there is still time for an answer
     */
    public CompletionStage<Reply> send(Lane.Room room, Outgoing alert, BooleanSupplier inTime) {
        return room.send(() -> inTime.getAsBoolean()
                ? timed(() -> live.current().send(alert))
                : CompletableFuture.completedStage(new Reply.PutBack(Reply.Why.LATE, Duration.ZERO)));
    }

    /** What would be handed over if an alert went this way now. */
    public Rendered render(Outgoing alert) {
        return live.current().render(alert);
    }

    /** Wakes an app when its turn has come. Never fails: what goes wrong is a reply too. */
    public CompletionStage<Reply> wake(Lane.Room room, Wake wake) {
        return room.send(() -> timed(() -> live.current().wake(wake)));
    }

    /** Counts alerts that were put back instead of being handed over. */
    public void countPutBack(Reply.Why why, int alerts) {
        meters.counter(
                        "hongyan.push.provider.put.back",
                        name.tags().and("why", why.name().toLowerCase(Locale.ROOT)))
                .increment(alerts);
    }

    /**
     * Counts what a device reports of an alert that came by this way.
     *
     * @param what {@code shown} or {@code opened}
     * @param after how long after the provider took it
     */
    public void countReceipt(String what, Duration after) {
        Timer.builder("hongyan.push.receipts.delay")
                .description("From the provider's acceptance to the device's report")
                .tags(name.tags().and("what", what))
                .publishPercentileHistogram()
                .register(meters)
                .record(after);
    }

    private CompletionStage<Reply> timed(Supplier<CompletionStage<Reply>> sending) {
        Timer.Sample started = Timer.start(meters);
        return sending.get().thenApply(reply -> {
            started.stop(timer(reply));
            tell(reply);
            return reply;
        });
    }

    private Timer timer(Reply reply) {
        String answer = switch (reply) {
            case Reply.Accepted() -> "accepted";
            case Reply.TokenInvalid _ -> "token_invalid";
            case Reply.Refused _ -> "refused";
            case Reply.Busy _ -> "busy";
            case Reply.Unavailable _ -> "unavailable";
            case Reply.PutBack _ -> "put_back";
        };
        return Timer.builder("hongyan.push.provider.latency")
                .tags(name.tags().and("answer", answer))
                .publishPercentileHistogram()
                .register(meters);
    }

    private void tell(Reply reply) {
        switch (reply) {
            case Reply.Refused(String reason) ->
                LOG.warnf(
                        "A provider refuses an alert for good: provider=%s app=%s via=%s reason=%s",
                        name.provider(), name.app(), name.via(), reason);
            case Reply.Unavailable(String reason, Duration _) -> {
                if (down.compareAndSet(false, true)) { // once, not for every alert that has to wait
                    LOG.warnf(
                            "A provider takes no alerts, they are tried again: provider=%s app=%s via=%s reason=%s",
                            name.provider(), name.app(), name.via(), reason);
                }
            }
            case Reply.Accepted() -> {
                if (down.compareAndSet(true, false)) {
                    LOG.infof(
                            "A provider takes alerts again: provider=%s app=%s via=%s",
                            name.provider(), name.app(), name.via());
                }
            }
            case Reply.TokenInvalid _, Reply.Busy _, Reply.PutBack _ -> {
                // what happens every day
            }
        }
    }
}
