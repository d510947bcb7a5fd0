package io.hongyan.message.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.client.v1.Pong;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.deliveries.v1.DeliveryRecord;
import io.hongyan.proto.presence.v1.Session;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FanOutTest {

    private static final ServerFrame FRAME =
            ServerFrame.newBuilder().setPong(Pong.newBuilder().setTimeMs(7)).build();
    private static final Parcel PARCEL = new Parcel(Set.of("alice"), "a2", FRAME, true, "d:alice:bob", 3);

    @Test
    void recordSaysWhereWhatAndForWhom() {
        var located = new Located(List.of(session("a1", 2), session("a2", 2), session("a3", 2)));

        var deliveries = new FanOut(32, 10).deliveries(PARCEL, located);

        assertThat(deliveries)
                .containsExactly(new Delivery(
                        2,
                        DeliveryRecord.newBuilder()
                                .setBootId("boot-2")
                                .addSessionIds("a1")
                                .addSessionIds("a3")
                                .setFrame(FRAME.toByteString())
                                .setEphemeral(true)
                                .setConversationId("d:alice:bob")
                                .setSeq(3)
                                .build()));
    }

    @Test
    void sessionAtASlotThereIsNotIsPassedOver() {
        var located = new Located(List.of(session("a1", 32), session("a3", -1)));

        assertThat(new FanOut(32, 10).deliveries(PARCEL, located)).isEmpty();
    }

    private static Session session(String id, int slot) {
        return Session.newBuilder()
                .setUserId("alice")
                .setSessionId(id)
                .setSlot(slot)
                .setBootId("boot-" + slot)
                .build();
    }
}
