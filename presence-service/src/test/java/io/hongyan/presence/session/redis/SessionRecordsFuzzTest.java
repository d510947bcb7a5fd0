package io.hongyan.presence.session.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.presence.session.Merging;
import io.hongyan.presence.session.Sanity;
import io.hongyan.presence.session.UserSessions;
import io.hongyan.presence.slot.Life;
import io.hongyan.proto.sessions.v1.SessionRecord;
import io.hongyan.proto.sessions.v1.SessionState;
import io.hongyan.testkit.fuzz.FuzzTarget;
import io.hongyan.testkit.fuzz.Pieces;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Records of {@code hongyan.sessions.v1}, one in each piece, all taken for one user's. What there is no objection to leaves
 * a user within bounds, who is the same after having been kept in Redis; and ending every life leaves nobody there.
 */
class SessionRecordsFuzzTest implements FuzzTarget {

    private static final int RECORDS_MAX = 30;
    private static final int SLOTS = 32;
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Merging.Bounds BOUNDS = new Merging.Bounds(3, 4, Duration.ofMinutes(5));

    @Override
    public void check(byte[] input) {
        UserSessions user = UserSessions.UNKNOWN;
        Instant now = NOON;
        for (byte[] piece : Pieces.of(input, RECORDS_MAX)) {
            SessionRecord record;
            try {
                record = SessionRecord.parseFrom(piece);
            } catch (InvalidProtocolBufferException e) {
                continue; // to the dead letters
            }
            if (Sanity.objection(record.getUserId(), record, SLOTS) != null) {
                continue;
            }
            now = now.plusSeconds(1);
            Merging.Applied applied = Merging.apply(user, record, BOUNDS, now);
            assertThat(applied.user().presence().version())
                    .isGreaterThanOrEqualTo(user.presence().version());
            user = applied.user();
            assertThat(user.live()).hasSizeLessThanOrEqualTo(BOUNDS.liveMax());
            assertThat(user.closed()).hasSizeLessThanOrEqualTo(BOUNDS.closedMax());
            assertThat(user.presence().lastSeenMs()).isLessThanOrEqualTo(now.toEpochMilli());
            assertThat(UserCodec.decode(UserCodec.encode(user))).isEqualTo(user);
        }
        UserSessions ended = user;
        for (var session : user.live().values()) {
            Life life = session.life();
            ended = Merging.end(ended, life, now);
        }
        assertThat(ended.live()).isEmpty();
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                Pieces.join(
                        record("s1", SessionState.SESSION_STATE_FOREGROUND, 1),
                        record("s2", SessionState.SESSION_STATE_BACKGROUND, 1),
                        record("s1", SessionState.SESSION_STATE_BACKGROUND, 2),
                        record("s1", SessionState.SESSION_STATE_CLOSED, 3),
                        record("s1", SessionState.SESSION_STATE_FOREGROUND, 4)),
                Pieces.join(
                        record("a", SessionState.SESSION_STATE_FOREGROUND, 1),
                        record("b", SessionState.SESSION_STATE_FOREGROUND, 1),
                        record("c", SessionState.SESSION_STATE_FOREGROUND, 1),
                        record("d", SessionState.SESSION_STATE_FOREGROUND, 1)),
                Pieces.join(record("s1", SessionState.SESSION_STATE_CLOSED, Long.MAX_VALUE)));
    }

    private static byte[] record(String session, SessionState state, long version) {
        return SessionRecord.newBuilder()
                .setUserId("ann")
                .setSessionId(session)
                .setDeviceId("phone")
                .setSlot(3)
                .setBootId("b1")
                .setState(state)
                .setVersion(version)
                .setTimeMs(NOON.toEpochMilli())
                .build()
                .toByteArray();
    }
}
