package io.hongyan.message.router;

import com.google.protobuf.ByteString;
import io.hongyan.proto.deliveries.v1.DeliveryRecord;
import io.hongyan.proto.presence.v1.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * From parcels to records: one for each connector concerned, with all of its sessions.
 *
 * @param slots how many slots there are; a session at another is passed over
 * @param sessionsPerRecordMax a record with more sessions is split
 */
public record FanOut(int slots, int sessionsPerRecordMax) {

    /** The records for a parcel, in ascending order of slot; none if nobody is there. The frame is encoded once. */
    public List<Delivery> deliveries(Parcel parcel, Located located) {
        Map<Connector, List<String>> sessions = new TreeMap<>();
        for (String user : parcel.users()) {
            for (Session session : located.of(user)) {
                if (!session.getSessionId().equals(parcel.exceptSession()) && isSlot(session.getSlot())) {
                    sessions.computeIfAbsent(Connector.of(session), _ -> new ArrayList<>())
                            .add(session.getSessionId());
                }
            }
        }
        if (sessions.isEmpty()) {
            return List.of();
        }
        ByteString frame = parcel.frame().toByteString();
        List<Delivery> deliveries = new ArrayList<>();
        sessions.forEach((connector, ids) -> {
            for (int from = 0; from < ids.size(); from += sessionsPerRecordMax) {
                List<String> part = ids.subList(from, Math.min(ids.size(), from + sessionsPerRecordMax));
                deliveries.add(new Delivery(connector.slot(), record(parcel, connector, part, frame)));
            }
        });
        return deliveries;
    }

    private boolean isSlot(int slot) {
        return slot >= 0 && slot < slots;
    }

    private static DeliveryRecord record(Parcel parcel, Connector connector, List<String> sessions, ByteString frame) {
        return DeliveryRecord.newBuilder()
                .setBootId(connector.bootId())
                .addAllSessionIds(sessions)
                .setFrame(frame)
                .setEphemeral(parcel.ephemeral())
                .setConversationId(parcel.conversationId())
                .setSeq(parcel.seq())
                .build();
    }

    /** A life of a connector. Ordered, so that the same parcel always makes the same records. */
    private record Connector(int slot, String bootId) implements Comparable<Connector> {

        static Connector of(Session session) {
            return new Connector(session.getSlot(), session.getBootId());
        }

        @Override
        public int compareTo(Connector other) {
            int bySlot = Integer.compare(slot, other.slot);
            return bySlot != 0 ? bySlot : bootId.compareTo(other.bootId);
        }
    }
}
