package io.hongyan.message.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.presence.v1.Session;
import io.hongyan.testkit.fuzz.FuzzTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A record of {@code hongyan.events.v1} as the router takes it: it is no Protobuf, or there is an objection to it, or
 * frames are made of it that each connector can write in either form. Nothing is thrown.
 */
class RoutedEventsFuzzTest implements FuzzTarget {

    private static final FanOut FAN_OUT = new FanOut(4, 3);

    @Override
    public void check(byte[] input) throws Exception {
        Event event;
        try {
            event = Event.parseFrom(input);
        } catch (InvalidProtocolBufferException e) {
            return; // to the dead letters
        }
        String objection = Objections.against(event.getConversationId(), event);
        if (objection != null) {
            assertThat(objection).isNotBlank();
            return;
        }
        Audience audience = audience(event);
        List<Parcel> parcels = new ArrayList<>(Packing.prompt(audience));
        if (Packing.hasOwn(event)) {
            parcels.add(Packing.own(event, null));
            parcels.add(Packing.own(event, new Counts(1, 2, 3)));
        }
        assertThat(audience.users()).allMatch(user -> user.matches("[A-Za-z0-9._@-]{1,64}"));
        for (Parcel parcel : parcels) {
            for (var delivery : FAN_OUT.deliveries(parcel, sessions(audience))) {
                ServerFrame frame = ServerFrame.parseFrom(delivery.record().getFrame());
                assertThat(frame.getBodyCase()).isNotEqualTo(ServerFrame.BodyCase.BODY_NOT_SET);
                assertThat(JsonFormat.printer().print(frame)).isNotEmpty();
                assertThat(delivery.record().getSessionIdsCount()).isBetween(1, 3);
            }
        }
    }

    private static Audience audience(Event event) {
        Optional<Duo> duo = Duo.of(event.getConversationId());
        return duo.isPresent()
                ? Audience.of(event, duo.get())
                : Audience.of(event, Members.ofCreated(event).after(event), 50);
    }

    private static Located sessions(Audience audience) {
        List<Session> sessions = new ArrayList<>();
        for (String user : audience.users()) {
            sessions.add(Session.newBuilder()
                    .setUserId(user)
                    .setSessionId("s" + sessions.size())
                    .setSlot(sessions.size() % 5)
                    .setBootId("b")
                    .build());
        }
        return new Located(sessions);
    }

    @Override
    public List<byte[]> seeds() {
        return EveryEvent.all().stream().map(Event::toByteArray).toList();
    }
}
