package io.hongyan.presence.session;

import static io.hongyan.proto.sessions.v1.SessionState.SESSION_STATE_BACKGROUND;
import static io.hongyan.proto.sessions.v1.SessionState.SESSION_STATE_CLOSED;
import static io.hongyan.proto.sessions.v1.SessionState.SESSION_STATE_FOREGROUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.presence.session.Merging.Bounds;
import io.hongyan.presence.slot.Life;
import io.hongyan.proto.presence.v1.PresenceState;
import io.hongyan.proto.sessions.v1.SessionRecord;
import io.hongyan.proto.sessions.v1.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MergingPropertyTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Bounds BOUNDS = new Bounds(100, 100, Duration.ofHours(1));

    /**
     * Three sessions, each with a history that may end with its close. Their records come in any order, some twice, some
     * never. After each the user is what the records so far add up to, the greatest version of each session counting.
     */
    @Property(tries = 500)
    void anyInterleavingGivesWhatTheLatestRecordsAddUpTo(@ForAll("deliveries") List<SessionRecord> deliveries) {
        UserSessions user = UserSessions.UNKNOWN;
        Map<String, SessionRecord> latest = new HashMap<>();

        for (SessionRecord record : deliveries) {
            Presence before = user.presence();
            user = Merging.apply(user, record, BOUNDS, NOON).user();
            latest.merge(record.getSessionId(), record, (a, b) -> a.getVersion() >= b.getVersion() ? a : b);

            assertThat(statesOf(user)).isEqualTo(openStates(latest.values()));
            assertThat(user.presence().state()).isEqualTo(model(openStates(latest.values())));
            assertThat(user.presence().version() > before.version())
                    .as("a version is spent on transitions only")
                    .isEqualTo(user.presence().state() != before.state());
        }
    }

    /** What two lives do to a user, in any order with their ends: only sessions of lives that go on are left. */
    @Property(tries = 300)
    void theEndOfALifeLeavesNothingOfIt(@ForAll("deliveries") List<SessionRecord> deliveries) {
        UserSessions user = UserSessions.UNKNOWN;
        for (SessionRecord record : deliveries) {
            user = Merging.apply(user, record, BOUNDS, NOON).user();
        }

        UserSessions ended = Merging.end(user, new Life(0, "boot-0"), NOON);

        Map<String, LiveSession> others = new HashMap<>(user.live());
        others.values().removeIf(session -> session.life().slot() == 0);
        assertThat(ended.live()).isEqualTo(others);
        assertThat(ended.presence().state())
                .isEqualTo(user.equals(UserSessions.UNKNOWN) ? user.presence().state() : model(statesOf(ended)));
    }

    @Provide
    Arbitrary<List<SessionRecord>> deliveries() {
        Arbitrary<List<SessionState>> history = Arbitraries.of(SESSION_STATE_FOREGROUND, SESSION_STATE_BACKGROUND)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
        Arbitrary<Boolean> closes = Arbitraries.of(true, false);
        return history.list()
                .ofSize(3)
                .flatMap(histories -> closes.list().ofSize(3).flatMap(ends -> {
                    List<SessionRecord> all = new ArrayList<>();
                    for (int session = 0; session < histories.size(); session++) {
                        List<SessionState> states = new ArrayList<>(histories.get(session));
                        if (ends.get(session)) {
                            states.add(SESSION_STATE_CLOSED);
                        }
                        for (int i = 0; i < states.size(); i++) {
                            all.add(record(session, i + 1, states.get(i)));
                        }
                    }
                    return Arbitraries.of(all).list().ofMinSize(1).ofMaxSize(40);
                }));
    }

    private static SessionRecord record(int session, long version, SessionState state) {
        return SessionRecord.newBuilder()
                .setUserId("alice")
                .setSessionId("session-" + session)
                .setSlot(session % 2)
                .setBootId("boot-" + session % 2)
                .setVersion(version)
                .setTimeMs(NOON.toEpochMilli())
                .setState(state)
                .build();
    }

    private static Map<String, SessionState> openStates(Collection<SessionRecord> latest) {
        return latest.stream()
                .filter(record -> record.getState() != SESSION_STATE_CLOSED)
                .collect(Collectors.toMap(SessionRecord::getSessionId, SessionRecord::getState));
    }

    private static Map<String, SessionState> statesOf(UserSessions user) {
        return user.live().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().state()));
    }

    private static PresenceState model(Map<String, SessionState> open) {
        if (open.isEmpty()) {
            return PresenceState.PRESENCE_STATE_OFFLINE;
        }
        return open.containsValue(SESSION_STATE_FOREGROUND)
                ? PresenceState.PRESENCE_STATE_ONLINE
                : PresenceState.PRESENCE_STATE_AWAY;
    }
}
