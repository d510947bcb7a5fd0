package io.hongyan.message.router.grpc;

import io.hongyan.message.router.Located;
import io.hongyan.message.router.RouterConfig;
import io.hongyan.message.router.health.Outages;
import io.hongyan.proto.presence.v1.LocateRequest;
import io.hongyan.proto.presence.v1.LocateResponse;
import io.hongyan.proto.presence.v1.MutinyPresenceServiceGrpc.MutinyPresenceServiceStub;
import io.hongyan.proto.presence.v1.Session;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks presence where sessions are: always now, for many users at once. */
@ApplicationScoped
public class SessionsQuery {

    /** As many as one call may ask for. */
    static final int USERS_PER_CALL_MAX = 5_000;

    private static final int CALLS_AT_ONCE_MAX = 4;

    private final MutinyPresenceServiceStub presence;
    private final RouterConfig config;
    private final Outages outages;
    private final MeterRegistry meters;
    private final Timer timer;

    SessionsQuery(
            @GrpcClient("presence") MutinyPresenceServiceStub presence,
            RouterConfig config,
            Outages outages,
            MeterRegistry meters) {
        this.presence = presence;
        this.config = config;
        this.outages = outages;
        this.meters = meters;
        this.timer = meters.timer("hongyan.router.locate");
    }

    /** The sessions of these users, asked for until there is an answer. */
    public Uni<Located> locate(Collection<String> users) {
        return Multi.createFrom()
                .iterable(chunks(List.copyOf(users)))
                .onItem()
                .transformToUni(chunk -> outages.persist(Outages.Part.PRESENCE, () -> ask(chunk)))
                .merge(CALLS_AT_ONCE_MAX)
                .collect()
                .asList()
                .map(SessionsQuery::together);
    }

    /** The sessions of at most 5,000 users, asked for once: for what is worthless when late. */
    public Uni<Located> locateOnce(Collection<String> users) {
        return ask(List.copyOf(users)).map(response -> new Located(response.getSessionsList()));
    }

    private Uni<LocateResponse> ask(List<String> users) {
        var sample = Timer.start(meters);
        return presence.withDeadlineAfter(config.locateDeadline().toMillis(), TimeUnit.MILLISECONDS)
                .locate(LocateRequest.newBuilder().addAllUserIds(users).build())
                .invoke(() -> sample.stop(timer))
                .onFailure()
                .invoke(() -> Connections.retrySoon(presence.getChannel()));
    }

    static List<List<String>> chunks(List<String> users) {
        List<List<String>> chunks = new ArrayList<>();
        for (int from = 0; from < users.size(); from += USERS_PER_CALL_MAX) {
            chunks.add(users.subList(from, Math.min(users.size(), from + USERS_PER_CALL_MAX)));
        }
        return chunks;
    }

    private static Located together(List<LocateResponse> responses) {
        List<Session> sessions = new ArrayList<>();
        responses.forEach(response -> sessions.addAll(response.getSessionsList()));
        return new Located(sessions);
    }
}
