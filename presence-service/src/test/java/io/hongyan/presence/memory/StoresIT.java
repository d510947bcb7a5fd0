package io.hongyan.presence.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.presence.PresenceTestProfile;
import io.hongyan.presence.PresenceTestTopics;
import io.hongyan.presence.session.Presence;
import io.hongyan.presence.session.UserSessions;
import io.hongyan.presence.session.redis.UserStore;
import io.hongyan.presence.session.redis.UserStore.Stored;
import io.hongyan.presence.visibility.redis.BlockStore;
import io.hongyan.presence.visibility.redis.BlockStore.Step;
import io.hongyan.proto.presence.v1.PresenceState;
import io.hongyan.testkit.RedisTestResource;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What several instances of the service rely on when they meet at the same key. */
@QuarkusTest
@TestProfile(PresenceTestProfile.class)
@WithTestResource(PresenceTestTopics.class)
@WithTestResource(RedisTestResource.class)
class StoresIT {

    @Inject
    UserStore users;

    @Inject
    BlockStore blocks;

    @Inject
    RedisDataSource redis;

    @Test
    void whoReadBeforeAnotherOneWroteDoesNotWriteOverIt() {
        Stored nothing = await(users.read("zoe"));
        UserSessions first = offline(1);

        assertThat(await(users.replace("zoe", nothing, first))).contains(new Stored(1, first));
        assertThat(await(users.replace("zoe", nothing, offline(2)))).isEmpty();

        assertThat(await(users.read("zoe"))).isEqualTo(new Stored(1, first));
    }

    @Test
    void aUserIsForgottenSomeTimeAfterGoingOfflineOnly() {
        Stored offline = await(users.replace("yan", await(users.read("yan")), offline(1)))
                .orElseThrow();
        assertThat(timeToLive("yan")).isBetween(Duration.ofDays(89), Duration.ofDays(90));

        await(users.replace("yan", offline, presence(PresenceState.PRESENCE_STATE_ONLINE, 2)));
        assertThat(timeToLive("yan")).isNegative();
    }

    @Test
    void aPositionDoesNotMoveFromWhereItIsNot() {
        assertThat(await(blocks.advance(Map.of(90, new Step(0, 7), 91, new Step(0, 3)))))
                .isTrue();
        assertThat(await(blocks.advance(Map.of(90, new Step(7, 9), 92, new Step(5, 6)))))
                .isFalse();
        assertThat(await(blocks.advance(Map.of(90, new Step(0, 2))))).isTrue(); // late: nothing moves back

        assertThat(await(blocks.positions()))
                .containsEntry(90, 7L)
                .containsEntry(91, 3L)
                .doesNotContainKey(92);
    }

    private Duration timeToLive(String userId) {
        return Duration.ofSeconds(redis.key().ttl("hongyan:presence:{" + userId + "}:sessions"));
    }

    private static UserSessions offline(long version) {
        return presence(PresenceState.PRESENCE_STATE_OFFLINE, version);
    }

    private static UserSessions presence(PresenceState state, long version) {
        return new UserSessions(Map.of(), Map.of(), new Presence(state, 17, version), version, Set.of());
    }

    private static <T> T await(Uni<T> answer) {
        return answer.await().atMost(Duration.ofSeconds(5));
    }
}
