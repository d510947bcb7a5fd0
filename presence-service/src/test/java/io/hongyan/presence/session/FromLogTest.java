package io.hongyan.presence.session;

import static io.hongyan.proto.presence.v1.PresenceState.PRESENCE_STATE_AWAY;
import static io.hongyan.proto.presence.v1.PresenceState.PRESENCE_STATE_OFFLINE;
import static io.hongyan.proto.presence.v1.PresenceState.PRESENCE_STATE_ONLINE;
import static io.hongyan.proto.sessions.v1.SessionState.SESSION_STATE_BACKGROUND;
import static io.hongyan.proto.sessions.v1.SessionState.SESSION_STATE_CLOSED;
import static io.hongyan.proto.sessions.v1.SessionState.SESSION_STATE_FOREGROUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.presence.session.FromLog.Suspects;
import io.hongyan.presence.session.Merging.Bounds;
import io.hongyan.presence.slot.HeldSlots;
import io.hongyan.proto.sessions.v1.SessionRecord;
import io.hongyan.proto.sessions.v1.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FromLogTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final int LIVE_MAX = 3;
    private static final Bounds BOUNDS = new Bounds(LIVE_MAX, 4, Duration.ofHours(1));
    private static final HeldSlots HELD = new HeldSlots(Map.of(1, "boot-1", 2, "boot-2"));

    @Test
    void whatWasAppliedInOrderIsRight() {
        List<SessionRecord> log = List.of(
                record("a", 1, 1, SESSION_STATE_FOREGROUND),
                record("b", 1, 2, SESSION_STATE_BACKGROUND),
                record("a", 2, 1, SESSION_STATE_BACKGROUND),
                record("c", 1, 2, SESSION_STATE_FOREGROUND),
                record("c", 2, 2, SESSION_STATE_CLOSED));
        UserSessions user = apply(log);

        assertThat(corrected(user, log)).isEqualTo(user);
        assertThat(corrected(UserSessions.UNKNOWN, List.of())).isEqualTo(UserSessions.UNKNOWN);
    }

    @Test
    void aSessionThatIsMissingComesBack() {
        List<SessionRecord> log =
                List.of(record("a", 1, 1, SESSION_STATE_FOREGROUND), record("b", 1, 2, SESSION_STATE_BACKGROUND));
        UserSessions damaged = apply(log.subList(1, 2));

        UserSessions corrected = corrected(damaged, log);

        assertThat(corrected.live()).isEqualTo(apply(log).live());
        assertThat(corrected.presence().state()).isEqualTo(PRESENCE_STATE_ONLINE);
        assertThat(corrected.presence().version())
                .isGreaterThan(damaged.presence().version());
    }

    @Test
    void aSessionIsNotMissingThatWasThereWhenTheLogWasRead() {
        SessionRecord open = record("a", 1, 1, SESSION_STATE_FOREGROUND);

        var said = new FromLog(Map.of("a", open), Presence.NEVER_SEEN, Suspects.NONE);

        assertThat(said.missing(UserSessions.UNKNOWN, HELD)).containsExactly("a");
        assertThat(said.corrected(UserSessions.UNKNOWN, HELD, LIVE_MAX, NOW)).isEqualTo(UserSessions.UNKNOWN);
    }

    @Test
    void aSessionIsNotMissingThatWasThereAndNotYetReadWhenTheLogWasReadBefore() {
        SessionRecord open = record("a", 1, 1, SESSION_STATE_FOREGROUND);

        // It was closed after the log was read on, and forgotten, as so many were closed after it.
        var said = new FromLog(Map.of("a", open), Presence.NEVER_SEEN, new Suspects(Set.of("a"), Set.of()));

        assertThat(said.corrected(UserSessions.UNKNOWN, HELD, LIVE_MAX, NOW)).isEqualTo(UserSessions.UNKNOWN);
    }

    @Test
    void aSessionThatTheLogClosedGoes() {
        List<SessionRecord> log =
                List.of(record("a", 1, 1, SESSION_STATE_FOREGROUND), record("a", 2, 1, SESSION_STATE_CLOSED));

        UserSessions corrected = corrected(apply(log.subList(0, 1)), log);

        assertThat(corrected.live()).isEmpty();
        assertThat(corrected.presence().state()).isEqualTo(PRESENCE_STATE_OFFLINE);
    }

    @Test
    void aSessionOfALifeThatIsOverGoesAndNeverComesBack() {
        List<SessionRecord> log = List.of(record("a", 1, 7, SESSION_STATE_FOREGROUND));

        assertThat(corrected(apply(log), log).live()).isEmpty();
        assertThat(corrected(UserSessions.UNKNOWN, log)).isEqualTo(UserSessions.UNKNOWN);
    }

    @Test
    void anOldVersionIsReplacedAndANewerOneIsLeft() {
        SessionRecord first = record("a", 1, 1, SESSION_STATE_FOREGROUND);
        SessionRecord second = record("a", 2, 1, SESSION_STATE_BACKGROUND);

        UserSessions replaced = corrected(apply(List.of(first)), List.of(first, second));
        UserSessions ahead = apply(List.of(first, second));

        assertThat(replaced.live()).isEqualTo(ahead.live());
        assertThat(replaced.presence().state()).isEqualTo(PRESENCE_STATE_AWAY);
        assertThat(corrected(ahead, List.of(first))).isEqualTo(ahead);
    }

    @Test
    void whatIsOlderThanTheLogIsLeftAloneUnlessItsLifeIsOver() {
        UserSessions user = apply(
                List.of(record("a", 1, 1, SESSION_STATE_FOREGROUND), record("b", 1, 7, SESSION_STATE_FOREGROUND)));

        UserSessions corrected =
                new FromLog(Map.of(), Presence.NEVER_SEEN, Suspects.NONE).corrected(user, HELD, LIVE_MAX, NOW);

        assertThat(corrected.live()).containsOnlyKeys("a");
    }

    @Test
    void aSessionThatLivedBeforeTheLogWasReadAndIsNotInItGoes() {
        UserSessions user = apply(
                List.of(record("a", 1, 1, SESSION_STATE_FOREGROUND), record("b", 1, 1, SESSION_STATE_FOREGROUND)));

        var said = new FromLog(Map.of(), Presence.NEVER_SEEN, new Suspects(Set.of("a"), Set.of()));

        assertThat(said.unknown(user)).containsOnly("a", "b");
        assertThat(said.corrected(user, HELD, LIVE_MAX, NOW).live()).containsOnlyKeys("b");
    }

    @Test
    void whatWasClosedAfterTheLogWasReadStaysClosed() {
        List<SessionRecord> log =
                List.of(record("a", 1, 1, SESSION_STATE_FOREGROUND), record("a", 2, 1, SESSION_STATE_CLOSED));
        UserSessions user = apply(log);

        assertThat(corrected(user, log.subList(0, 1))).isEqualTo(user);
    }

    @Test
    void whatWasSaidLastIsRemembered() {
        var said = new Presence(PRESENCE_STATE_OFFLINE, 5_000, 6_000);

        UserSessions corrected =
                new FromLog(Map.of(), said, Suspects.NONE).corrected(UserSessions.UNKNOWN, HELD, LIVE_MAX, NOW);

        assertThat(corrected.presence()).isEqualTo(said);
    }

    private static UserSessions corrected(UserSessions user, List<SessionRecord> log) {
        Map<String, SessionRecord> latest = new HashMap<>();
        log.forEach(record -> latest.merge(
                record.getSessionId(),
                record,
                (before, next) -> before.getState() == SESSION_STATE_CLOSED || before.getVersion() > next.getVersion()
                        ? before
                        : next));
        return new FromLog(latest, Presence.NEVER_SEEN, new Suspects(Set.of(), latest.keySet()))
                .corrected(user, HELD, LIVE_MAX, NOW);
    }

    private static UserSessions apply(List<SessionRecord> records) {
        UserSessions user = UserSessions.UNKNOWN;
        for (SessionRecord record : records) {
            user = Merging.apply(user, record, BOUNDS, NOW.minusSeconds(60)).user();
        }
        return user;
    }

    private static SessionRecord record(String id, long version, int slot, SessionState state) {
        return SessionRecord.newBuilder()
                .setUserId("una")
                .setDeviceId("device-" + id)
                .setSessionId(id)
                .setSlot(slot)
                .setBootId("boot-" + slot)
                .setVersion(version)
                .setState(state)
                .build();
    }
}
