package io.hongyan.message.roles.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.message.roles.Roles;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RolesConfigSourceFactoryTest {

    @Test
    void topicsOfOtherRolesAreNotRead() {
        var derived = RolesConfigSourceFactory.derived(Roles.parse("router,api"), key -> true);

        assertThat(derived)
                .isEqualTo(Map.of(
                        "mp.messaging.incoming.router-events.enabled", "true",
                        "mp.messaging.incoming.unread-events.enabled", "false",
                        "quarkus.flyway.migrate-at-start", "false"));
    }

    @Test
    void channelThatIsNotConfiguredIsNotMentioned() {
        var derived = RolesConfigSourceFactory.derived(Roles.parse("unread"), key -> false);

        assertThat(derived).isEqualTo(Map.of("quarkus.flyway.migrate-at-start", "true"));
    }
}
