package io.hongyan.message.router.kafka;

import io.hongyan.eventlog.Logged;
import io.hongyan.message.router.Audience;
import io.hongyan.message.router.Counts;
import io.hongyan.message.router.Delivery;
import io.hongyan.message.router.FanOut;
import io.hongyan.message.router.Located;
import io.hongyan.message.router.Packing;
import io.hongyan.message.router.Parcel;
import io.hongyan.message.router.RouterConfig;
import io.hongyan.message.router.grpc.CountsQuery;
import io.hongyan.message.router.grpc.SessionsQuery;
import io.hongyan.proto.events.v1.Event;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes events to the sessions they concern. Sessions are located after the event was committed, and for each batch
 * anew: who logs in sees an event in the snapshot or is found here.
 */
@ApplicationScoped
class EventRouter {

    private static final int COUNTS_AT_ONCE_MAX = 16;

    private final Audiences audiences;
    private final SessionsQuery sessions;
    private final CountsQuery counts;
    private final Deliveries deliveries;
    private final FanOut fanOut;

    EventRouter(
            Audiences audiences,
            SessionsQuery sessions,
            CountsQuery counts,
            Deliveries deliveries,
            RouterConfig config) {
        this.audiences = audiences;
        this.sessions = sessions;
        this.counts = counts;
        this.deliveries = deliveries;
        this.fanOut = new FanOut(config.slots(), config.sessionsPerRecordMax());
    }

    /**
     * Completes when messages and receipts are confirmed by the broker, with what is still to be done: to tell actors'
     * other devices their counts. Counts take a while to be exact, and nobody's message waits for them.
     */
    Uni<Uni<Void>> route(List<Logged<Event>> events) {
        return audiences
                .of(events)
                .chain(found -> sessions.locate(users(found))
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .chain(located ->
                                deliveries.send(prompt(events, found, located)).map(_ -> tellOwn(events, located))));
    }

    private List<Deliveries.Addressed> prompt(List<Logged<Event>> events, List<Audience> found, Located located) {
        List<Deliveries.Addressed> prompt = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            prompt.addAll(addressed(events.get(i), Packing.prompt(found.get(i)), "", located));
        }
        return prompt;
    }

    /** Asks for the counts of all at once, then tells them in the order of the events. */
    private Uni<Void> tellOwn(List<Logged<Event>> events, Located located) {
        List<Logged<Event>> telling = events.stream()
                .filter(record -> Packing.hasOwn(record.value()) && elsewhere(record.value(), located))
                .toList();
        if (telling.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom()
                .iterable(telling)
                .filter(record -> Packing.wantsCounts(record.value()))
                .onItem()
                .transformToUni(record -> counts.after(record.value()).map(had -> Map.entry(record, had)))
                .merge(COUNTS_AT_ONCE_MAX)
                .collect()
                .asMap(Map.Entry::getKey, Map.Entry::getValue)
                .chain(had -> deliveries.send(telling.stream()
                        .flatMap(record -> own(record, had.getOrDefault(record, Optional.empty()), located).stream())
                        .toList()));
    }

    private List<Deliveries.Addressed> own(Logged<Event> record, Optional<Counts> had, Located located) {
        return addressed(record, List.of(Packing.own(record.value(), had.orElse(null))), "/own", located);
    }

    private static boolean elsewhere(Event event, Located located) {
        return located.hasOther(event.getActor().getUserId(), event.getActor().getSessionId());
    }

    private List<Deliveries.Addressed> addressed(
            Logged<Event> record, List<Parcel> parcels, String suffix, Located located) {
        Event event = record.value();
        List<Deliveries.Addressed> addressed = new ArrayList<>();
        for (Parcel parcel : parcels) {
            for (Delivery delivery : fanOut.deliveries(parcel, located)) {
                String id = event.getConversationId() + "/" + event.getRevision() + suffix + "/" + addressed.size();
                addressed.add(new Deliveries.Addressed(
                        delivery, id, Instant.ofEpochMilli(event.getTimeMs()), record.traceparent()));
            }
        }
        return addressed;
    }

    private static Set<String> users(List<Audience> audiences) {
        Set<String> users = new HashSet<>();
        audiences.forEach(audience -> users.addAll(audience.users()));
        return users;
    }
}
