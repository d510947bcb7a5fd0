package io.hongyan.presence.session.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.presence.session.LiveSession;
import io.hongyan.presence.session.Presence;
import io.hongyan.presence.session.UserSessions;
import io.hongyan.presence.slot.Life;
import io.hongyan.proto.presence.v1.PresenceState;
import io.hongyan.proto.sessions.v1.SessionState;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserCodecTest {

    @Test
    void aUserComesBackAsItWas() {
        var closed = new LinkedHashMap<String, Long>();
        closed.put("z", 1_700_000_000_000L);
        closed.put("a", 1_700_000_000_001L);
        var user = new UserSessions(
                Map.of(
                        "s1",
                        new LiveSession("phone \"|\" 手机", new Life(3, "b"), SessionState.SESSION_STATE_BACKGROUND, 7)),
                closed,
                new Presence(PresenceState.PRESENCE_STATE_AWAY, 1_700_000_000_002L, Long.MAX_VALUE),
                12,
                new LinkedHashSet<>(List.of("0@9", "3:boot")));

        UserSessions decoded = UserCodec.decode(UserCodec.encode(user));

        assertThat(decoded).isEqualTo(user);
        assertThat(decoded.closed().keySet()).containsExactly("z", "a");
        assertThat(decoded.unconfirmed()).containsExactly("0@9", "3:boot");
    }

    @Test
    void nothingComesBackAsNothing() {
        assertThat(UserCodec.decode(UserCodec.encode(UserSessions.UNKNOWN))).isEqualTo(UserSessions.UNKNOWN);
    }
}
