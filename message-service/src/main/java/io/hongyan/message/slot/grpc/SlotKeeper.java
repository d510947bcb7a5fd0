package io.hongyan.message.slot.grpc;

import io.grpc.Status;
import io.hongyan.message.roles.Role;
import io.hongyan.message.roles.Roles;
import io.hongyan.message.slot.SlotConfig;
import io.hongyan.message.slot.SlotLease;
import io.hongyan.message.slot.SlotLease.Effect;
import io.hongyan.message.slot.SlotLease.Input;
import io.hongyan.message.slot.Tenure;
import io.hongyan.proto.presence.v1.AcquireSlotRequest;
import io.hongyan.proto.presence.v1.MutinySlotServiceGrpc.MutinySlotServiceStub;
import io.hongyan.proto.presence.v1.ReleaseSlotRequest;
import io.hongyan.proto.presence.v1.RenewSlotRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Drives the {@link SlotLease} of a process that awaits replies, on one event loop: feeds it, and does what it says. */
@ApplicationScoped
public class SlotKeeper {

    private static final Logger LOG = Logger.getLogger(SlotKeeper.class);
    private static final long NO_TIMER = -1;

    private final MutinySlotServiceStub presence;
    private final Event<Tenure.Began> began;
    private final Event<Tenure.Ended> ended;
    private final SlotConfig config;
    private final Roles roles;
    private final Vertx vertx;
    private final Context loop;
    private final MeterRegistry meters;
    private final InstantSource clock = InstantSource.system();
    private final CompletableFuture<Void> released = new CompletableFuture<>();

    private volatile SlotLease lease = new SlotLease.Over("");
    private long timer = NO_TIMER;

    SlotKeeper(
            @GrpcClient("presence") MutinySlotServiceStub presence,
            Event<Tenure.Began> began,
            Event<Tenure.Ended> ended,
            SlotConfig config,
            Roles roles,
            Vertx vertx,
            MeterRegistry meters) {
        this.presence = presence;
        this.began = began;
        this.ended = ended;
        this.config = config;
        this.roles = roles;
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.meters = meters;
    }

    void start(@Observes StartupEvent event) {
        if (roles.has(Role.API)) {
            meters.gauge("hongyan.slot.held", this, keeper -> keeper.lease instanceof SlotLease.Held ? 1 : 0);
            loop.runOnContext(_ -> carryOut(SlotLease.start(freshBootId())));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (roles.has(Role.API)) {
            on(new Input.Stop());
            released.completeOnTimeout(null, config.releaseDeadline().toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
    }

    private void on(Input input) {
        loop.runOnContext(_ -> carryOut(SlotLease.step(lease, input, clock.instant(), freshBootId())));
    }

    private void carryOut(SlotLease.Step step) {
        lease = step.next();
        step.effects().forEach(this::perform);
        if (lease instanceof SlotLease.Over && step.effects().isEmpty()) {
            released.complete(null); // there was nothing to give back
        }
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Ask ask -> ask(ask.bootId());
            case Effect.Renew renew -> renew(renew.tenure(), renew.within());
            case Effect.GiveBack giveBack -> giveBack(giveBack.tenure());
            case Effect.Begin begin -> begin(begin.tenure());
            case Effect.End end -> end(end.tenure());
            case Effect.Wake wake -> wake(wake.after());
        }
    }

    private void ask(String bootId) {
        Instant asked = clock.instant();
        var request = AcquireSlotRequest.newBuilder()
                .setBootId(bootId)
                .setHolder(config.holder().orElseGet(SlotKeeper::hostName))
                .build();
        within(config.askDeadline())
                .acquireSlot(request)
                .subscribe()
                .with(
                        answer ->
                                on(new Input.Granted(answer.getSlot(), Duration.ofMillis(answer.getLeaseMs()), asked)),
                        failure -> {
                            LOG.warnf("No slot yet: cause=%s", failure);
                            on(new Input.Denied());
                        });
    }

    private void renew(Tenure tenure, Duration within) {
        Instant asked = clock.instant();
        var request = RenewSlotRequest.newBuilder()
                .setSlot(tenure.slot())
                .setBootId(tenure.bootId())
                .build();
        within(within)
                .renewSlot(request)
                .subscribe()
                .with(
                        answer -> on(new Input.Renewed(Duration.ofMillis(answer.getLeaseMs()), asked)),
                        failure -> on(
                                Status.fromThrowable(failure).getCode() == Status.Code.FAILED_PRECONDITION
                                        ? new Input.Lost()
                                        : new Input.Unanswered()));
    }

    private void giveBack(Tenure tenure) {
        var request = ReleaseSlotRequest.newBuilder()
                .setSlot(tenure.slot())
                .setBootId(tenure.bootId())
                .build();
        Uni<?> answer = within(config.releaseDeadline()).releaseSlot(request);
        answer.subscribe().with(_ -> released.complete(null), failure -> {
            LOG.infof("Slot not given back, its lease will run out: slot=%d cause=%s", tenure.slot(), failure);
            released.complete(null);
        });
    }

    private void begin(Tenure tenure) {
        LOG.infof("Slot held: slot=%d boot=%s", tenure.slot(), tenure.bootId());
        began.fire(new Tenure.Began(tenure));
    }

    private void end(Tenure tenure) {
        LOG.infof("Slot no longer held: slot=%d boot=%s", tenure.slot(), tenure.bootId());
        meters.counter("hongyan.slot.tenures.ended").increment();
        ended.fire(new Tenure.Ended(tenure));
    }

    private void wake(Duration after) {
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
        }
        timer = vertx.setTimer(Math.max(1, after.toMillis()), _ -> {
            timer = NO_TIMER;
            on(new Input.Due());
        });
    }

    private MutinySlotServiceStub within(Duration deadline) {
        return presence.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String freshBootId() {
        return UUID.randomUUID().toString();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown"; // a host without a name of its own; operators see the boot id
        }
    }
}
