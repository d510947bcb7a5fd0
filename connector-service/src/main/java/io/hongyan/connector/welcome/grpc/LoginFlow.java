package io.hongyan.connector.welcome.grpc;

import io.hongyan.connector.announce.kafka.SessionAnnouncer;
import io.hongyan.connector.command.Arguments;
import io.hongyan.connector.query.Budget;
import io.hongyan.connector.query.Changes;
import io.hongyan.connector.query.grpc.Queries;
import io.hongyan.connector.session.Errors;
import io.hongyan.connector.session.Identity;
import io.hongyan.connector.session.LiveSession;
import io.hongyan.connector.session.SessionRegistry;
import io.hongyan.connector.session.SuiteException;
import io.hongyan.connector.slot.Slot;
import io.hongyan.connector.slot.grpc.SlotKeeper;
import io.hongyan.connector.welcome.Turns;
import io.hongyan.connector.welcome.Turns.Turn;
import io.hongyan.connector.welcome.WelcomeConfig;
import io.hongyan.connector.welcome.Welcomes;
import io.hongyan.eventlog.CallerContext;
import io.hongyan.proto.client.v1.Hello;
import io.hongyan.proto.client.v1.Welcome;
import io.hongyan.proto.conversations.v1.ListConversationsRequest;
import io.hongyan.proto.conversations.v1.ListConversationsResponse;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.history.v1.SyncResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A login, in the order that misses nothing: the session is announced, presence can locate it, and only then are the
 * conversations listed, fresh. An event is in that list, or it is committed later and hence routed to the session.
 *
 * <p>Older sessions of the device are looked for before and ended after: two logins at once do not end each other.
 */
@ApplicationScoped
public class LoginFlow {

    private static final int POSITIONS_MAX = 200;

    private record Snapshot(ListConversationsResponse listed, SyncResponse archived) {}

    private final Locating locating;
    private final Awaiting awaiting;
    private final Listing listing;
    private final SessionAnnouncer announcer;
    private final SessionRegistry sessions;
    private final SlotKeeper slots;
    private final Queries queries;
    private final Replacing replacing;
    private final WelcomeConfig config;
    private final MeterRegistry meters;
    private final Turns turns;
    private final InstantSource clock = InstantSource.system();

    LoginFlow(
            Locating locating,
            Awaiting awaiting,
            Listing listing,
            SessionAnnouncer announcer,
            SessionRegistry sessions,
            SlotKeeper slots,
            Queries queries,
            Replacing replacing,
            WelcomeConfig config,
            MeterRegistry meters) {
        this.locating = locating;
        this.awaiting = awaiting;
        this.listing = listing;
        this.announcer = announcer;
        this.sessions = sessions;
        this.slots = slots;
        this.queries = queries;
        this.replacing = replacing;
        this.config = config;
        this.meters = meters;
        this.turns = new Turns(config.concurrencyMax(), config.waitingMax());
        meters.gauge("hongyan.welcome.logins", turns, Turns::underWay);
        meters.gauge("hongyan.welcome.logins.waiting", turns, Turns::waiting);
    }

    /** Logs a session in. If it fails, with a {@link SuiteException}, presence is told that the session is over. */
    public Uni<Welcome> login(LiveSession session, Hello hello) {
        if (hello.getHaveCount() > POSITIONS_MAX) {
            throw Arguments.invalid("have must name at most " + POSITIONS_MAX + " conversations.");
        }
        Slot slot = slots.current().orElseThrow(() -> later("This server is not ready."));
        var begun = new CompletableFuture<Void>();
        Turn turn = turns.ask(() -> begun.complete(null));
        if (turn == null) {
            throw later("Too many logins wait.");
        }
        String sessionId = session.identity().sessionId();
        return timed("turn", turn(begun))
                .chain(() -> timed("all", steps(session, hello, slot))
                        .ifNoItem()
                        .after(config.timeMax())
                        .fail()
                        .onFailure(TimeoutException.class)
                        .transform(_ -> new SuiteException(
                                Errors.of(ErrorCode.ERROR_CODE_TIMEOUT, "The login took too long.", spread()))))
                .onTermination()
                .invoke((_, failure, cancelled) -> {
                    turn.end();
                    if (failure != null || cancelled) {
                        announcer.closed(sessionId);
                    }
                });
    }

    /** Completes when it is this login's turn, where it was subscribed to if that was on an event loop. */
    private Uni<Void> turn(CompletableFuture<Void> begun) {
        if (begun.isDone()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .completionStage(begun)
                .ifNoItem()
                .after(config.waitMax())
                .failWith(() -> later("Too many logins were first."))
                .emitOn(CallerContext.here());
    }

    private Uni<Welcome> steps(LiveSession session, Hello hello, Slot slot) {
        Identity who = session.identity();
        if (sessions.find(who.sessionId()).isEmpty()) {
            return Uni.createFrom().failure(later("The connection is closed.")); // while it waited
        }
        var changes = new Changes(who.userId(), hello.getHaveList());
        return timed("locate", locating.sessionsOf(who.userId()))
                .chain(located -> timed("announce", announce(session, hello.getBackground(), slot))
                        .chain(replaced -> timed("await", awaiting.locatable(who))
                                .chain(() -> timed("list", list(who, changes)))
                                .chain(listed -> timed("sync", sync(who, changes, listed)))
                                .map(snapshot -> {
                                    Welcome welcome = welcome(who, slot, changes, snapshot);
                                    replacing.here(replaced);
                                    replacing.elsewhere(Replacing.elsewhere(who, slot.bootId(), located));
                                    return welcome;
                                })));
    }

    private Uni<List<String>> announce(LiveSession session, boolean background, Slot slot) {
        Uni<List<String>> announced = announcer.opened(session.identity(), slot, background);
        if (sessions.find(session.identity().sessionId()).isEmpty()) {
            // The socket closed before there was anything to take back; now there is.
            return Uni.createFrom().failure(later("The connection is closed."));
        }
        return announced;
    }

    private Uni<ListConversationsResponse> list(Identity who, Changes changes) {
        var request = ListConversationsRequest.newBuilder()
                .setUserId(who.userId())
                .setPageSize(config.conversationsMax())
                .addAllKnown(changes.known())
                .setFresh(true)
                .build();
        return listing.list(request);
    }

    private Uni<Snapshot> sync(Identity who, Changes changes, ListConversationsResponse listed) {
        return queries.archived(who, changes, listed, config.eventsMax(), config.timeMax())
                .map(archived -> new Snapshot(listed, archived));
    }

    private Welcome welcome(Identity who, Slot slot, Changes changes, Snapshot snapshot) {
        if (!slots.current().equals(Optional.of(slot))) {
            throw later("This server lost its place.");
        }
        return Welcomes.of(
                who.userId(),
                changes,
                snapshot.listed(),
                snapshot.archived(),
                new Budget(config.bytesMax()),
                clock.millis());
    }

    private <T> Uni<T> timed(String step, Uni<T> uni) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample sample = Timer.start(meters);
            return uni.onTermination()
                    .invoke((_, failure, cancelled) -> sample.stop(meters.timer(
                            "hongyan.welcome.step.duration",
                            "step",
                            step,
                            "outcome",
                            failure == null && !cancelled ? "done" : "failed")));
        });
    }

    private SuiteException later(String sentence) {
        return new SuiteException(Errors.of(ErrorCode.ERROR_CODE_UNAVAILABLE, sentence, spread()));
    }

    private int spread() {
        int max = (int) config.returnSpread().toMillis();
        return 1 + ThreadLocalRandom.current().nextInt(max);
    }
}
