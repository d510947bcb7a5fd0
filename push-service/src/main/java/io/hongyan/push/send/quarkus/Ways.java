package io.hongyan.push.send.quarkus;

import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.push.decision.Backoff;
import io.hongyan.push.device.KnownApps;
import io.hongyan.push.device.Registration;
import io.hongyan.push.device.Target;
import io.hongyan.push.send.AppsConfig;
import io.hongyan.push.send.Lease;
import io.hongyan.push.send.ProviderConfig;
import io.hongyan.push.send.SendConfig;
import io.hongyan.push.send.apns.ApnsConfig;
import io.hongyan.push.send.lane.Bucket;
import io.hongyan.push.send.lane.Circuit;
import io.hongyan.push.send.lane.Lane;
import io.hongyan.push.send.lane.Pace;
import io.hongyan.push.send.webpush.PushServices;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** All ways to providers, found by where an alert goes. Fixed at the start; only credentials change afterwards. */
@ApplicationScoped
@Startup // a key that cannot be read stops the service before anybody counts on it
public class Ways implements KnownApps {

    private static final Logger LOG = Logger.getLogger(Ways.class);

    private static final Duration ALMOST_A_MILLISECOND =
            Duration.ofNanos(999_999); // timers have whole ones: rather late

    private record Key(PushProvider provider, String app, String via) {}

    private final List<Carriers.Carrier> carriers;
    private final Map<Key, Way> ways = new HashMap<>();
    private final Map<String, PushServices> pushServices = new HashMap<>();
    private final boolean apnsNamed;
    private final Duration timeoutMax;
    private final Duration lookEvery;
    private final Vertx vertx;
    private final MeterRegistry meters;
    private final AtomicBoolean looking = new AtomicBoolean();

    Ways(
            AppsConfig apps,
            ApnsConfig apns,
            ProviderConfig limits,
            SendConfig send,
            InstantSource clock,
            Vertx vertx,
            MeterRegistry meters) {
        this.carriers = new Carriers(clock).of(apps, apns);
        this.vertx = vertx;
        this.meters = meters;
        this.lookEvery = limits.credentialsEvery();
        this.apnsNamed =
                apps.byId().values().stream().anyMatch(app -> app.apns().isPresent());
        this.timeoutMax = carriers.stream()
                .map(Carriers.Carrier::timeout)
                .max(Comparator.naturalOrder())
                .orElse(apns.timeout());
        requireShorterThanLease(send.lease(), apns.timeout());
        requireFirstWithinMax(limits);
        Map<String, Pace> paces = new HashMap<>();
        carriers.forEach(carrier ->
                open(carrier, paces.computeIfAbsent(carrier.app(), app -> pace(app, apps, limits)), limits, clock));
        carriers.forEach(
                carrier -> { // there from the start: of a counter that appears with the first nobody sees that it rose
                    credentials(carrier, Live.Look.RENEWED);
                    credentials(carrier, Live.Look.KEPT);
                });
        apps.byId()
                .forEach((id, app) ->
                        app.webPush().ifPresent(config -> pushServices.put(id, PushServices.of(config.services()))));
        if (carriers.stream().noneMatch(carrier -> carrier.provider() == PushProvider.PUSH_PROVIDER_APNS)) {
            LOG.warn("APNs is off: its alerts are recorded as suppressed. hongyan.push.apns.enabled or"
                    + " hongyan.push.apps.\"APP\".apns turns it on.");
        }
    }

    void onStart(@Observes StartupEvent started) {
        vertx.setPeriodic(lookEvery.toMillis(), ignored -> {
            if (looking.compareAndSet(false, true)) { // a disk that hangs must not pile up looks
                vertx.executeBlocking(this::look).onComplete(done -> {
                    looking.set(false);
                    if (done.failed()) {
                        LOG.error("Credentials were not looked at; the next time will do.", done.cause());
                    }
                });
            }
        });
    }

    @PreDestroy
    void close() {
        carriers.forEach(carrier -> carrier.live().close());
    }

    /** How alerts get to a device; empty if there is no way, for its app or provider is not configured any more. */
    public Optional<Way> to(Target target) {
        return find(target.provider(), target.appId(), target.sandbox(), target.token());
    }

    /** The longest that a provider may take to answer. */
    public Duration timeoutMax() {
        return timeoutMax;
    }

    @Override
    public @Nullable String objection(Registration device) {
        PushProvider provider = device.provider();
        if (provider == PushProvider.PUSH_PROVIDER_APNS && !apnsNamed) {
            return null; // any app's, as long as none is named; where APNs is off, that is recorded with each alert
        }
        if (find(provider, device.appId(), device.sandbox(), device.token()).isPresent()) {
            return null;
        }
        return provider == PushProvider.PUSH_PROVIDER_WEB_PUSH && pushServices.containsKey(device.appId())
                ? "token is the endpoint of a push service that is not allowed here."
                : "app_id is none of the apps whose alerts go by %s here.".formatted(provider);
    }

    private Optional<Way> find(PushProvider provider, String app, boolean sandbox, String token) {
        String apple = sandbox ? Carriers.SANDBOX : Carriers.PRODUCTION;
        return switch (provider) {
            case PUSH_PROVIDER_APNS -> {
                Way own = ways.get(new Key(provider, app, apple));
                yield Optional.ofNullable(own != null ? own : ways.get(new Key(provider, Carriers.ANY_APP, apple)));
            }
            case PUSH_PROVIDER_WEB_PUSH ->
                Optional.ofNullable(pushServices.get(app))
                        .flatMap(services -> services.of(token))
                        .map(service -> ways.get(new Key(provider, app, service)));
            case PUSH_PROVIDER_FCM, PUSH_PROVIDER_HOOK -> Optional.ofNullable(ways.get(new Key(provider, app, "")));
            case PUSH_PROVIDER_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    private void open(Carriers.Carrier carrier, Pace pace, ProviderConfig limits, InstantSource clock) {
        for (String way : carrier.ways()) {
            var lane = new Lane(
                    new Lane.Limits(limits.inFlightMax(), limits.waitingMax()),
                    new Circuit.Terms(limits.failuresMax(), new Backoff(limits.restFirst(), limits.restMax())),
                    pace,
                    this::later,
                    clock,
                    () -> ThreadLocalRandom.current().nextDouble());
            var name = new Way.Name(carrier.providerName(), carrier.app(), way);
            ways.put(new Key(carrier.provider(), carrier.app(), way), new Way(name, carrier.live(), lane, meters));
        }
    }

    /** One for all of an app's ways; apps that are not named have one together, as they have their ways. */
    private static Pace pace(String app, AppsConfig apps, ProviderConfig limits) {
        return Optional.ofNullable(apps.byId().get(app))
                .flatMap(AppsConfig.App::perSecondMax)
                .or(limits::appPerSecondMax)
                .map(most -> Pace.of(new Bucket.Rate(most)))
                .orElseGet(Pace::unlimited);
    }

    private void later(Duration pause, Runnable task) {
        vertx.setTimer(pause.plus(ALMOST_A_MILLISECOND).toMillis(), ignored -> task.run());
    }

    private @Nullable Void look() {
        for (Carriers.Carrier carrier : carriers) {
            Live.Look look = carrier.live().look();
            if (look != Live.Look.UNCHANGED) {
                credentials(carrier, look).increment();
            }
        }
        return null;
    }

    private Counter credentials(Carriers.Carrier carrier, Live.Look look) {
        return meters.counter(
                "hongyan.push.provider.credentials",
                "provider",
                carrier.providerName(),
                "app",
                carrier.app(),
                "outcome",
                look.name().toLowerCase(Locale.ROOT));
    }

    private void requireShorterThanLease(Duration lease, Duration anyAppsTimeout) {
        requireShorter(lease, "hongyan.push.apns", anyAppsTimeout);
        carriers.forEach(carrier -> requireShorter(lease, carrier.keys(), carrier.timeout()));
    }

    private static void requireShorter(Duration lease, String keys, Duration timeout) {
        if (lease.minus(Lease.RECORD_WITHIN).compareTo(timeout) <= 0) {
            throw new IllegalStateException(
                    "hongyan.push.send.lease is %s: it must be longer by more than %s than %s.timeout, which is %s."
                            .formatted(lease, Lease.RECORD_WITHIN, keys, timeout));
        }
    }

    private static void requireFirstWithinMax(ProviderConfig limits) {
        if (limits.restMax().compareTo(limits.restFirst()) < 0) {
            throw new IllegalStateException(
                    "hongyan.push.provider.rest-max (%s) must not be shorter than hongyan.push.provider.rest-first (%s)."
                            .formatted(limits.restMax(), limits.restFirst()));
        }
    }
}
