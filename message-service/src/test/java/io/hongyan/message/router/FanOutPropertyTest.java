package io.hongyan.message.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.deliveries.v1.DeliveryRecord;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.presence.v1.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class FanOutPropertyTest {

    private static final String GROUP = "g:1";
    private static final int SLOTS = 4;

    /** A session at a place: user 0 to 9, slot 0 to 3, one of two lives of that slot. */
    record Place(int user, int slot, int life) {}

    /** Something that happens in the group. */
    record Deed(int what, int actor, int whom) {}

    /** Every session of every member but the sending one gets the event exactly once, and nobody else gets it. */
    @Property
    void eachEntitledSessionGetsAnEventExactlyOnce(
            @ForAll("places") List<Place> places,
            @ForAll Set<@IntRange(max = 9) Integer> members,
            @ForAll @IntRange(max = 9) int actor,
            @ForAll @IntRange(max = 40) int sending,
            @ForAll @IntRange(min = 1, max = 5) int sessionsPerRecordMax) {
        var located = new Located(sessions(places));
        Event sent = Events.sent(GROUP, 5, user(actor), "s" + sending);
        var joined = members.stream().collect(Collectors.toMap(FanOutPropertyTest::user, _ -> 1L));

        List<Delivery> deliveries = deliveries(sent, new Members(5, joined), located, sessionsPerRecordMax);

        List<String> expected = sessions(places).stream()
                .filter(session -> joined.containsKey(session.getUserId())
                        || session.getUserId().equals(user(actor)))
                .map(Session::getSessionId)
                .filter(session -> !session.equals("s" + sending) || !ownedBy(places, sending, actor))
                .toList();
        assertThat(ids(deliveries)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(deliveries)
                .allSatisfy(delivery ->
                        assertThat(delivery.record().getSessionIdsCount()).isBetween(1, sessionsPerRecordMax));
        assertThat(deliveries)
                .allSatisfy(delivery -> assertThat(delivery.record().getSessionIdsList())
                        .allSatisfy(id -> assertThat(connector(places, id)).isEqualTo(connector(delivery))));
    }

    /** Members followed from event to event, from any moment on, are those of a naive model. */
    @Property
    void membersFollowedByEventsAreThoseOfTheLog(
            @ForAll("deeds") List<Deed> deeds,
            @ForAll @IntRange(max = 30) int known,
            @ForAll @IntRange(max = 10) int ahead) {
        Map<String, Long> model = new TreeMap<>();
        Map<Integer, Map<String, Long>> history = new HashMap<>(Map.of(0, Map.of()));
        List<Event> log = new ArrayList<>();
        for (Deed deed : deeds) {
            long seq = log.size() + 1L;
            Event event = event(deed, seq, model);
            event.getMembersAdded().getUserIdsList().forEach(user -> model.put(user, seq));
            event.getMembersRemoved().getUserIdsList().forEach(model::remove);
            log.add(event);
            history.put(log.size(), Map.copyOf(model));
        }
        int from = Math.min(known, log.size());
        int answered = Math.min(from + ahead, log.size()); // the projection may be ahead of what was asked for

        Members members = new Members(from, history.getOrDefault(answered, Map.of()));
        for (Event event : log.subList(from, log.size())) {
            assertThat(members.reaches(event)).isTrue();
            members = members.after(event);
        }

        assertThat(members.joined()).isEqualTo(model);
    }

    @Provide
    Arbitrary<List<Place>> places() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, SLOTS - 1),
                        Arbitraries.integers().between(0, 1))
                .as(Place::new)
                .list()
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<Deed>> deeds() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(0, 4))
                .as(Deed::new)
                .list()
                .ofMaxSize(30);
    }

    private static Event event(Deed deed, long seq, Map<String, Long> model) {
        boolean in = model.containsKey(user(deed.whom()));
        return switch (deed.what()) {
            case 0 -> Events.sent(GROUP, seq, user(deed.actor()), "");
            case 1 -> Events.added(GROUP, seq, user(deed.actor()), in ? List.of() : List.of(user(deed.whom())));
            default -> Events.removed(GROUP, seq, user(deed.actor()), in ? List.of(user(deed.whom())) : List.of());
        };
    }

    private static List<Delivery> deliveries(Event event, Members members, Located located, int sessionsPerRecordMax) {
        var fanOut = new FanOut(SLOTS, sessionsPerRecordMax);
        return Packing.prompt(Audience.of(event, members, 100)).stream()
                .flatMap(parcel -> fanOut.deliveries(parcel, located).stream())
                .toList();
    }

    private static List<Session> sessions(List<Place> places) {
        return Stream.iterate(0, index -> index < places.size(), index -> index + 1)
                .map(index -> Session.newBuilder()
                        .setUserId(user(places.get(index).user()))
                        .setSessionId("s" + index)
                        .setSlot(places.get(index).slot())
                        .setBootId("boot-" + places.get(index).slot() + "-"
                                + places.get(index).life())
                        .build())
                .toList();
    }

    private static List<String> ids(List<Delivery> deliveries) {
        return deliveries.stream()
                .map(Delivery::record)
                .map(DeliveryRecord::getSessionIdsList)
                .flatMap(List::stream)
                .toList();
    }

    private static boolean ownedBy(List<Place> places, int session, int user) {
        return session < places.size() && places.get(session).user() == user;
    }

    private static String connector(List<Place> places, String session) {
        Place place = places.get(Integer.parseInt(session.substring(1)));
        return place.slot() + " boot-" + place.slot() + "-" + place.life();
    }

    private static String connector(Delivery delivery) {
        return delivery.slot() + " " + delivery.record().getBootId();
    }

    private static String user(int number) {
        return "user-" + number;
    }
}
