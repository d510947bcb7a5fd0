package io.hongyan.connector.slot.grpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.hongyan.connector.session.Errors;
import io.hongyan.connector.session.SessionRegistry;
import io.hongyan.connector.slot.Lease;
import io.hongyan.connector.slot.Lease.Effect;
import io.hongyan.connector.slot.Lease.Input;
import io.hongyan.connector.slot.Slot;
import io.hongyan.connector.slot.SlotConfig;
import io.hongyan.connector.slot.SlotUser;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.presence.v1.AcquireSlotRequest;
import io.hongyan.proto.presence.v1.AcquireSlotResponse;
import io.hongyan.proto.presence.v1.MutinySlotServiceGrpc.MutinySlotServiceStub;
import io.hongyan.proto.presence.v1.ReleaseSlotRequest;
import io.hongyan.proto.presence.v1.RenewSlotRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Drives the {@link Lease}: asks presence, tells the slot's users, and closes the sessions of a slot that is lost. */
@ApplicationScoped
public class SlotKeeper {

    private static final Logger LOG = Logger.getLogger(SlotKeeper.class);
    private static final int AFTER_THE_DRAIN = 1_000_000; // observers of the shutdown run in ascending order
    private static final long NO_TIMER = -1;

    private final MutinySlotServiceStub presence;
    private final List<SlotUser> users;
    private final SessionRegistry sessions;
    private final SlotConfig config;
    private final Vertx vertx;
    private final MeterRegistry meters;
    private final long origin = System.nanoTime();
    private volatile Lease lease = Lease.initial(newBootId(), now());
    private final CompletableFuture<@Nullable Void> released = new CompletableFuture<>();
    private long timer = NO_TIMER;

    SlotKeeper(
            @GrpcClient("presence") MutinySlotServiceStub presence,
            @All List<SlotUser> users,
            SessionRegistry sessions,
            SlotConfig config,
            Vertx vertx,
            MeterRegistry meters) {
        this.presence = presence;
        this.users = users;
        this.sessions = sessions;
        this.config = config;
        this.vertx = vertx;
        this.meters = meters;
        meters.gauge("hongyan.slot.held", this, keeper -> keeper.current().isPresent() ? 1 : 0);
    }

    /** The slot, if it is held and all its users are ready. */
    public Optional<Slot> current() {
        return lease.usable(now());
    }

    void begin(@Observes StartupEvent started) {
        on(new Input.Tick());
    }

    void end(@Observes @Priority(AFTER_THE_DRAIN) ShutdownEvent stopping) {
        boolean held = lease instanceof Lease.Held;
        on(new Input.Stop());
        if (held) { // wait, or the connection to presence is closed before it has heard
            released.completeOnTimeout(null, config.answerMax().toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
    }

    private synchronized void on(Input input) {
        Lease.Step step =
                Lease.step(lease, input, now(), newBootId(), new Lease.Pauses(config.retryMin(), config.retryMax()));
        lease = step.next();
        step.effects().forEach(this::perform);
        vertx.cancelTimer(timer);
        timer = lease.wakeAt()
                .map(at -> vertx.setTimer(
                        Math.max(1, Duration.between(now(), at).toMillis() + 1), _ -> on(new Input.Tick())))
                .orElse(NO_TIMER);
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Ask ask -> ask(ask.bootId());
            case Effect.Renew renew -> renew(renew.slot());
            case Effect.Take take -> take(take.slot());
            case Effect.Drop drop -> drop(drop.slot());
            case Effect.Remind remind -> users.forEach(user -> user.forgotten(remind.slot()));
            case Effect.Release release -> release(release.slot());
        }
    }

    private void ask(String bootId) {
        var request = AcquireSlotRequest.newBuilder()
                .setBootId(bootId)
                .setHolder(config.holder().orElseGet(SlotKeeper::hostName))
                .build();
        answering().acquireSlot(request).subscribe().with(answer -> on(granted(bootId, answer)), failure -> {
            LOG.warnf("No slot: boot=%s cause=%s", bootId, failure.getMessage());
            count("denied");
            on(new Input.Denied(bootId));
        });
    }

    private Input granted(String bootId, AcquireSlotResponse answer) {
        LOG.infof("Slot granted: slot=%d boot=%s leaseMillis=%d", answer.getSlot(), bootId, answer.getLeaseMs());
        count("granted");
        return new Input.Granted(new Slot(answer.getSlot(), bootId), Duration.ofMillis(answer.getLeaseMs()));
    }

    private void renew(Slot slot) {
        answering()
                .renewSlot(RenewSlotRequest.newBuilder()
                        .setSlot(slot.number())
                        .setBootId(slot.bootId())
                        .build())
                .subscribe()
                .with(
                        answer -> on(new Input.Renewed(
                                slot.bootId(), Duration.ofMillis(answer.getLeaseMs()), answer.getAnnounceSessions())),
                        failure -> on(notRenewed(slot, failure)));
    }

    private Input notRenewed(Slot slot, Throwable failure) {
        LOG.warnf("Slot not renewed: slot=%d cause=%s", slot.number(), failure.getMessage());
        count("unrenewed");
        return failure instanceof StatusRuntimeException status
                        && status.getStatus().getCode() == Status.Code.FAILED_PRECONDITION
                ? new Input.NotHeld(slot.bootId())
                : new Input.Unanswered(slot.bootId());
    }

    private void take(Slot slot) {
        var _ = CompletableFuture.allOf(users.stream()
                        .map(user -> user.taken(slot))
                        .map(CompletionStage::toCompletableFuture)
                        .toArray(CompletableFuture[]::new))
                .thenRun(() -> on(new Input.Positioned(slot.bootId())));
    }

    private void drop(Slot slot) {
        count("lost");
        users.forEach(user -> user.lost(slot));
        if (sessions.size() == 0) {
            return;
        }
        LOG.warnf("Slot lost, its sessions are closed: slot=%d sessions=%d", slot.number(), sessions.size());
        int spread = (int) config.returnSpread().toMillis();
        sessions.all()
                .forEach(session -> session.close(Errors.of(
                        ErrorCode.ERROR_CODE_GOING_AWAY,
                        "This server lost its place; connect again.",
                        1 + ThreadLocalRandom.current().nextInt(spread))));
    }

    private void release(Slot slot) {
        answering()
                .releaseSlot(ReleaseSlotRequest.newBuilder()
                        .setSlot(slot.number())
                        .setBootId(slot.bootId())
                        .build())
                .subscribe()
                .with(_ -> released.complete(null), failure -> {
                    LOG.warnf(
                            "Slot not given back, it ends with its lease: slot=%d cause=%s",
                            slot.number(), failure.getMessage());
                    released.complete(null);
                });
    }

    private MutinySlotServiceStub answering() {
        return presence.withDeadlineAfter(config.answerMax().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void count(String what) {
        meters.counter("hongyan.slot.changes", "change", what).increment();
    }

    /** A clock that nobody sets: a lease must not end because the machine's time was corrected. */
    private Instant now() {
        return Instant.EPOCH.plusNanos(System.nanoTime() - origin);
    }

    private static String newBootId() {
        return UUID.randomUUID().toString();
    }

    private static String hostName() {
        return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("connector");
    }
}
