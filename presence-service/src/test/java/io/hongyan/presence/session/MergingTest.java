package io.hongyan.presence.session;

import static io.hongyan.proto.presence.v1.PresenceState.PRESENCE_STATE_AWAY;
import static io.hongyan.proto.presence.v1.PresenceState.PRESENCE_STATE_OFFLINE;
import static io.hongyan.proto.presence.v1.PresenceState.PRESENCE_STATE_ONLINE;
import static io.hongyan.proto.sessions.v1.SessionState.SESSION_STATE_BACKGROUND;
import static io.hongyan.proto.sessions.v1.SessionState.SESSION_STATE_CLOSED;
import static io.hongyan.proto.sessions.v1.SessionState.SESSION_STATE_FOREGROUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.presence.session.Merging.Applied;
import io.hongyan.presence.session.Merging.Bounds;
import io.hongyan.presence.session.Merging.Outcome;
import io.hongyan.presence.slot.Life;
import io.hongyan.proto.sessions.v1.SessionRecord;
import io.hongyan.proto.sessions.v1.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MergingTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final long NOON_MS = NOON.toEpochMilli();
    private static final Bounds BOUNDS = new Bounds(3, 2, Duration.ofHours(1));
    private static final Life LIFE = new Life(4, "boot");
    private static final Life OTHER_LIFE = new Life(5, "other");

    @Test
    void theFirstSessionBringsTheUserOnline() {
        Applied applied = apply(UserSessions.UNKNOWN, record("phone", 1, SESSION_STATE_FOREGROUND));

        var live = new LiveSession("device-phone", LIFE, SESSION_STATE_FOREGROUND, 1);
        var presence = new Presence(PRESENCE_STATE_ONLINE, NOON_MS, NOON_MS);
        assertThat(applied)
                .isEqualTo(new Applied(
                        new UserSessions(Map.of("phone", live), Map.of(), presence, 0, Set.of()), Outcome.APPLIED));
    }

    @Test
    void oneForegroundDeviceOutweighsAllInTheBackground() {
        UserSessions away = user(record("phone", 1, SESSION_STATE_BACKGROUND));

        UserSessions both =
                apply(away, record("laptop", 1, SESSION_STATE_FOREGROUND)).user();

        assertThat(away.presence().state()).isEqualTo(PRESENCE_STATE_AWAY);
        assertThat(both.presence()).isEqualTo(new Presence(PRESENCE_STATE_ONLINE, NOON_MS, NOON_MS + 1));
    }

    @Test
    void aClosedSessionStaysClosedWhateverComesLater() {
        UserSessions closed =
                user(record("phone", 1, SESSION_STATE_FOREGROUND), record("phone", 2, SESSION_STATE_CLOSED));

        Applied late = apply(closed, record("phone", 3, SESSION_STATE_FOREGROUND));

        assertThat(late).isEqualTo(new Applied(closed, Outcome.CLOSED_BEFORE));
        assertThat(closed.presence().state()).isEqualTo(PRESENCE_STATE_OFFLINE);
    }

    @Test
    void aCloseThatOvertookTheLoginWins() {
        UserSessions closed = user(record("phone", 2, SESSION_STATE_CLOSED));

        Applied late = apply(closed, record("phone", 1, SESSION_STATE_FOREGROUND));

        assertThat(late).isEqualTo(new Applied(closed, Outcome.CLOSED_BEFORE));
    }

    @Test
    void aSmallerOrEqualVersionIsLate() {
        UserSessions user = user(record("phone", 2, SESSION_STATE_BACKGROUND));

        assertThat(apply(user, record("phone", 1, SESSION_STATE_FOREGROUND)))
                .isEqualTo(new Applied(user, Outcome.LATE));
        assertThat(apply(user, record("phone", 2, SESSION_STATE_FOREGROUND)))
                .isEqualTo(new Applied(user, Outcome.LATE));
    }

    @Test
    void theSessionBeyondTheLimitIsRefusedAndKnownOnesStillChange() {
        UserSessions full = user(
                record("a", 1, SESSION_STATE_FOREGROUND),
                record("b", 1, SESSION_STATE_FOREGROUND),
                record("c", 1, SESSION_STATE_FOREGROUND));

        assertThat(apply(full, record("d", 1, SESSION_STATE_FOREGROUND)))
                .isEqualTo(new Applied(full, Outcome.OVER_LIMIT));
        assertThat(apply(full, record("c", 2, SESSION_STATE_BACKGROUND)).outcome())
                .isEqualTo(Outcome.APPLIED);
    }

    @Test
    void onlyTheLatestClosedSessionsAreRemembered() {
        UserSessions user = user(
                record("a", 1, SESSION_STATE_CLOSED),
                record("b", 1, SESSION_STATE_CLOSED),
                record("c", 1, SESSION_STATE_CLOSED));
        Instant muchLater = NOON.plus(Duration.ofHours(2));

        UserSessions later = Merging.apply(user, record("d", 1, SESSION_STATE_CLOSED), BOUNDS, muchLater)
                .user();

        assertThat(user.closed()).containsExactly(Map.entry("b", NOON_MS), Map.entry("c", NOON_MS));
        assertThat(later.closed()).containsExactly(Map.entry("d", muchLater.toEpochMilli()));
    }

    @Test
    void theEndOfALifeEndsItsSessionsOnly() {
        UserSessions user = user(
                record("phone", 1, SESSION_STATE_FOREGROUND),
                record("laptop", 1, SESSION_STATE_BACKGROUND).toBuilder()
                        .setSlot(OTHER_LIFE.slot())
                        .setBootId(OTHER_LIFE.bootId())
                        .build());

        UserSessions ended = Merging.end(user, LIFE, NOON.plusSeconds(9));

        assertThat(ended.live().keySet()).containsExactly("laptop");
        assertThat(ended.presence())
                .isEqualTo(new Presence(
                        PRESENCE_STATE_AWAY,
                        NOON.plusSeconds(9).toEpochMilli(),
                        NOON.plusSeconds(9).toEpochMilli()));
        assertThat(Merging.end(ended, LIFE, NOON.plusSeconds(10))).isEqualTo(ended);
    }

    @Test
    void theEndOfALifeSaysNothingOfUsersNobodyKnows() {
        assertThat(Merging.end(UserSessions.UNKNOWN, LIFE, NOON)).isEqualTo(UserSessions.UNKNOWN);
    }

    @Test
    void nobodyWasSeenInTheFuture() {
        SessionRecord ahead = record("phone", 1, SESSION_STATE_FOREGROUND).toBuilder()
                .setTimeMs(NOON_MS + 60_000)
                .build();

        UserSessions user = user(ahead);

        assertThat(user.presence().lastSeenMs()).isEqualTo(NOON_MS);
    }

    @Test
    void whatTheLogSaysIsTakenOverOnlyByThoseWhoKnowLess() {
        var logged = new Presence(PRESENCE_STATE_ONLINE, 17, 23);
        UserSessions known = user(record("phone", 1, SESSION_STATE_FOREGROUND));

        UserSessions restored = Merging.restore(UserSessions.UNKNOWN, logged);

        assertThat(restored).isEqualTo(new UserSessions(Map.of(), Map.of(), logged, 23, Set.of()));
        assertThat(Merging.restore(known, logged)).isEqualTo(known);
        assertThat(Merging.end(restored, LIFE, NOON).presence())
                .isEqualTo(new Presence(PRESENCE_STATE_OFFLINE, NOON_MS, NOON_MS));
    }

    private static UserSessions user(SessionRecord... records) {
        UserSessions user = UserSessions.UNKNOWN;
        for (SessionRecord record : records) {
            user = apply(user, record).user();
        }
        return user;
    }

    private static Applied apply(UserSessions user, SessionRecord record) {
        return Merging.apply(user, record, BOUNDS, NOON);
    }

    private static SessionRecord record(String session, long version, SessionState state) {
        return SessionRecord.newBuilder()
                .setUserId("alice")
                .setDeviceId("device-" + session)
                .setSessionId(session)
                .setSlot(LIFE.slot())
                .setBootId(LIFE.bootId())
                .setVersion(version)
                .setTimeMs(NOON_MS)
                .setState(state)
                .build();
    }
}
