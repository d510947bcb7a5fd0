package io.hongyan.connector.watch;

import io.hongyan.proto.client.v1.PresenceUpdate;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.UserPresence;
import io.hongyan.proto.presence.v1.PresenceRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What watchers are told. */
public final class Updates {

    private static final int USERS_MAX = 400; // with the longest user ids, half of a frame

    private Updates() {}

    /** What is wrong with a record, given its key, that nobody could be told of; null if nothing. */
    public static @Nullable String fault(@Nullable String key, PresenceRecord record) {
        return record.getUserId().isEmpty() || !record.getUserId().equals(key)
                ? "The key is not the record's user."
                : null;
    }

    /** One frame about all of them. */
    public static ServerFrame frame(List<PresenceRecord> records) {
        return ServerFrame.newBuilder()
                .setPresence(PresenceUpdate.newBuilder()
                        .addAllUsers(records.stream().map(Updates::user).toList()))
                .build();
    }

    /** As many frames as it takes, at least one. */
    public static List<ServerFrame> frames(List<PresenceRecord> records) {
        List<ServerFrame> frames = new ArrayList<>();
        int from = 0;
        do {
            int to = Math.min(records.size(), from + USERS_MAX);
            frames.add(frame(records.subList(from, to)));
            from = to;
        } while (from < records.size());
        return frames;
    }

    private static UserPresence user(PresenceRecord record) {
        return UserPresence.newBuilder()
                .setUserId(record.getUserId())
                .setStateValue(record.getStateValue()) // as it is, should a newer release say more states
                .setLastSeenMs(record.getLastSeenMs())
                .build();
    }
}
