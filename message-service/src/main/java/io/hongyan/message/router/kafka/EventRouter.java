package io.hongyan.message.router.kafka;

import io.hongyan.eventlog.Logged;
import io.hongyan.message.router.Audience;
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
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

    /** Completes when all that the events have to tell is confirmed by the broker. */
    Uni<Void> route(List<Logged<Event>> events) {
        return audiences
                .of(events)
                .chain(found -> sessions.locate(users(found)).chain(located -> tell(events, found, located)));
    }

    private Uni<Void> tell(List<Logged<Event>> events, List<Audience> found, Located located) {
        List<Deliveries.Addressed> prompt = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            prompt.addAll(addressed(events.get(i), Packing.prompt(found.get(i)), "", located));
        }
        // Counts take a while to be exact; nobody's message waits for them.
        return deliveries.send(prompt).chain(() -> tellOwn(events, located));
    }

    private Uni<Void> tellOwn(List<Logged<Event>> events, Located located) {
        return Multi.createFrom()
                .iterable(events)
                .filter(record -> Packing.hasOwn(record.value()) && elsewhere(record.value(), located))
                .onItem()
                .transformToUni(record -> own(record, located))
                .merge(COUNTS_AT_ONCE_MAX)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> own(Logged<Event> record, Located located) {
        Event event = record.value();
        Uni<Parcel> parcel = Packing.wantsCounts(event)
                ? counts.after(event).map(had -> Packing.own(event, had.orElse(null)))
                : Uni.createFrom().item(() -> Packing.own(event, null));
        return parcel.chain(made -> deliveries.send(addressed(record, List.of(made), "/own", located)));
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
