package io.hongyan.presence.visibility;

import static io.hongyan.proto.presence.v1.PresenceState.PRESENCE_STATE_ONLINE;
import static io.hongyan.proto.presence.v1.PresenceState.PRESENCE_STATE_UNSPECIFIED;
import static io.hongyan.proto.sessions.v1.SessionState.SESSION_STATE_FOREGROUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.Topics;
import io.hongyan.presence.Doors;
import io.hongyan.presence.PresenceTestProfile;
import io.hongyan.presence.PresenceTestTopics;
import io.hongyan.presence.TestConnector;
import io.hongyan.presence.TestLog;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.BlockChanged;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.presence.v1.PresenceRecord;
import io.hongyan.testkit.RedisTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(PresenceTestProfile.class)
@WithTestResource(PresenceTestTopics.class)
@WithTestResource(RedisTestResource.class)
class BlocksIT {

    private static final String BLOCK_CHANGED = "hongyan.events.v1.Event.block_changed";
    private static final byte[] RUBBISH = {(byte) 0xff, (byte) 0xff};

    private Doors doors;
    private TestLog log;
    private TestConnector connector;

    @BeforeEach
    void start() {
        doors = new Doors();
        log = new TestLog();
        connector = new TestConnector(doors, log);
    }

    @AfterEach
    void stop() {
        connector.close();
        log.close();
        doors.close();
    }

    @Test
    void aBlockHidesBothFromEachOtherUntilItIsLifted() {
        connector.open("ann", "n1", 1, SESSION_STATE_FOREGROUND);
        connector.open("ben", "n2", 1, SESSION_STATE_FOREGROUND);

        block("ann", "ben", "ann", 5, true);

        awaitSeen("ann", "ben", false);
        assertThat(doors.presenceOf("ann", "ben"))
                .isEqualTo(PresenceRecord.newBuilder().setUserId("ann").build());
        assertThat(doors.presenceOf("ben", "ann").getState()).isEqualTo(PRESENCE_STATE_UNSPECIFIED);
        assertThat(doors.presenceOf("ben", "cyd").getState()).isEqualTo(PRESENCE_STATE_ONLINE);
        assertThat(doors.presenceOf("ben", "").getState()).isEqualTo(PRESENCE_STATE_ONLINE);
        assertThat(doors.presenceOf("ann", "ann").getState()).isEqualTo(PRESENCE_STATE_ONLINE);

        block("ann", "ben", "ann", 5, false); // the same revision again, as a replay would bring it
        block("ann", "ben", "ann", 6, false);
        awaitSeen("ann", "ben", true);
    }

    @Test
    void poisonIsPutAsideAndOtherEventsAreNotEvenDecoded() {
        connector.open("eve", "v1", 1, SESSION_STATE_FOREGROUND);
        log.write(Topics.EVENTS, "d:eve:fay", RUBBISH, "hongyan.events.v1.Event.message_sent");
        log.write(Topics.EVENTS, "d:eve:fay", RUBBISH, BLOCK_CHANGED);

        block("eve", "fay", "fay", 1, true);

        awaitSeen("eve", "fay", false);
        assertThat(log.read(Topics.deadLetters(Topics.EVENTS), "d:eve:fay"))
                .extracting(record -> CloudEvents.text(record.headers(), "ce_type"))
                .containsExactly(BLOCK_CHANGED);
    }

    @Test
    void blocksAreReadAgainWhenTheMemoryIsLost() {
        connector.open("gus", "u1", 1, SESSION_STATE_FOREGROUND);
        block("gus", "hal", "gus", 1, true);
        awaitSeen("gus", "hal", false);

        RedisTestResource.flush();
        connector.renew();
        connector.open("gus", "u1", 2, SESSION_STATE_FOREGROUND);

        awaitSeen("gus", "hal", false);
        assertThat(doors.presenceOf("gus", "").getState()).isEqualTo(PRESENCE_STATE_ONLINE);
    }

    private void block(String low, String high, String actor, long revision, boolean blocked) {
        String conversation = "d:" + low + ":" + high;
        Event event = Event.newBuilder()
                .setConversationId(conversation)
                .setRevision(revision)
                .setActor(Actor.newBuilder().setUserId(actor))
                .setBlockChanged(BlockChanged.newBuilder().setBlocked(blocked))
                .build();
        log.write(Topics.EVENTS, conversation, event.toByteArray(), BLOCK_CHANGED);
    }

    private void awaitSeen(String userId, String viewerId, boolean seen) {
        await().atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> (doors.presenceOf(userId, viewerId).getState() == PRESENCE_STATE_ONLINE) == seen);
    }
}
