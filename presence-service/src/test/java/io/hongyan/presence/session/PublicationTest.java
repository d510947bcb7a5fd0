package io.hongyan.presence.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.presence.v1.PresenceState;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PublicationTest {

    private static final Presence FIFTH = new Presence(PresenceState.PRESENCE_STATE_ONLINE, 0, 5);

    @Test
    void whoFindsTheOwnTokenPublishesAgain() {
        UserSessions user = user(5, Set.of("mine"));

        assertThat(Publication.isDue(user, "mine")).isTrue();
        assertThat(Publication.isDue(user, "another")).isFalse();
    }

    @Test
    void whoPublishedAnOldPresenceIsNotThrough() {
        UserSessions begun = Publication.begun(user(3, Set.of()), "mine");

        UserSessions confirmed = Publication.confirmed(begun, "mine", 4);

        assertThat(confirmed).isEqualTo(user(4, Set.of("mine")));
        assertThat(Publication.confirmed(confirmed, "mine", 5)).isEqualTo(user(5, Set.of()));
    }

    @Test
    void tokensOfTheLongDeadAreForgotten() {
        UserSessions user = user(5, Set.of());

        for (int i = 0; i <= Publication.UNCONFIRMED_MAX; i++) {
            user = Publication.begun(user, "token-" + i);
        }

        assertThat(user.unconfirmed())
                .hasSize(Publication.UNCONFIRMED_MAX)
                .doesNotContain("token-0")
                .contains("token-" + Publication.UNCONFIRMED_MAX);
    }

    private static UserSessions user(long published, Set<String> unconfirmed) {
        return new UserSessions(Map.of(), Map.of(), FIFTH, published, unconfirmed);
    }
}
