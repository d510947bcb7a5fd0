package io.hongyan.connector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.connector.frame.SharedFrame;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.presence.v1.PresenceRecord;
import io.hongyan.proto.presence.v1.PresenceState;
import io.hongyan.testkit.fuzz.FuzzTarget;
import java.util.List;

/**
 * A record of {@code hongyan.presence.v1}: it is no Protobuf, or there is a fault with it, or watchers can be told of it in
 * either form. Nothing is thrown.
 */
class PresenceRecordsFuzzTest implements FuzzTarget {

    @Override
    public void check(byte[] input) throws Exception {
        PresenceRecord record;
        try {
            record = PresenceRecord.parseFrom(input);
        } catch (InvalidProtocolBufferException e) {
            return; // to the dead letters
        }
        if (Updates.fault(record.getUserId(), record) != null) {
            return;
        }

        List<ServerFrame> frames = Updates.frames(List.of(record, record));

        assertThat(frames).hasSize(1);
        SharedFrame frame = SharedFrame.of(frames.getFirst());
        assertThat(frame.frame()).isEqualTo(frames.getFirst());
        assertThat(frame.json()).isNotEmpty();
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                record(PresenceState.PRESENCE_STATE_ONLINE_VALUE),
                record(PresenceState.PRESENCE_STATE_AWAY_VALUE),
                record(PresenceState.PRESENCE_STATE_OFFLINE_VALUE),
                record(99));
    }

    private static byte[] record(int state) {
        return PresenceRecord.newBuilder()
                .setUserId("alice")
                .setStateValue(state)
                .setLastSeenMs(1_767_272_400_000L)
                .setVersion(7)
                .build()
                .toByteArray();
    }
}
