package io.hongyan.connector.delivery;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.connector.frame.SharedFrame;
import io.hongyan.connector.session.LiveSession;
import io.hongyan.connector.session.SessionRegistry;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.deliveries.v1.DeliveryRecord;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Passes deliveries on to the sessions that live here. */
public final class Deliveries {

    /**
     * What became of one delivery.
     *
     * @param passed how many sessions got it
     * @param gone how many were not here any more
     */
    public record Outcome(int passed, int gone) {}

    private final SessionRegistry sessions;
    private final List<DeliveryListener> listeners;

    /** Deliveries to these sessions; the listeners hear of each. */
    public Deliveries(SessionRegistry sessions, List<DeliveryListener> listeners) {
        this.sessions = sessions;
        this.listeners = List.copyOf(listeners);
    }

    /** What is wrong with a delivery that no connector could pass on; null if nothing. */
    public static @Nullable String fault(DeliveryRecord record) {
        if (record.getBootId().isEmpty()) {
            return "The delivery is for no connector's life.";
        }
        try {
            return ServerFrame.parseFrom(record.getFrame()).getBodyCase() == ServerFrame.BodyCase.BODY_NOT_SET
                            && record.getFrame().isEmpty()
                    ? "The delivery has no frame."
                    : null;
        } catch (InvalidProtocolBufferException e) {
            return "The delivery's frame is not a ServerFrame: " + e.getMessage();
        }
    }

    /**
     * Passes a delivery on. A frame that is an error which closes, such as SESSION_REPLACED, is said by closing.
     *
     * @throws IllegalArgumentException if {@link #fault} finds fault with it
     */
    public Outcome pass(DeliveryRecord record) {
        ServerFrame frame = decoded(record);
        SharedFrame shared = SharedFrame.ofEncoded(record.getFrame());
        int passed = 0;
        for (String id : record.getSessionIdsList()) {
            Optional<LiveSession> session = sessions.find(id);
            if (session.isPresent()) {
                pass(session.get(), frame, shared, record.getEphemeral());
                passed++;
            }
        }
        return new Outcome(passed, record.getSessionIdsCount() - passed);
    }

    private void pass(LiveSession session, ServerFrame frame, SharedFrame shared, boolean ephemeral) {
        if (frame.hasError() && frame.getError().getCloses()) {
            session.close(frame.getError());
            return;
        }
        session.deliver(shared, ephemeral);
        listeners.forEach(listener -> listener.delivered(session, frame));
    }

    private static ServerFrame decoded(DeliveryRecord record) {
        try {
            return ServerFrame.parseFrom(record.getFrame());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
