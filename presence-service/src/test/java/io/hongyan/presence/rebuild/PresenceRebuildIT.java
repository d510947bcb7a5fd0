package io.hongyan.presence.rebuild;

import static io.hongyan.proto.presence.v1.PresenceState.PRESENCE_STATE_OFFLINE;
import static io.hongyan.proto.presence.v1.PresenceState.PRESENCE_STATE_ONLINE;
import static io.hongyan.proto.sessions.v1.SessionState.SESSION_STATE_BACKGROUND;
import static io.hongyan.proto.sessions.v1.SessionState.SESSION_STATE_CLOSED;
import static io.hongyan.proto.sessions.v1.SessionState.SESSION_STATE_FOREGROUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.hongyan.eventlog.Topics;
import io.hongyan.presence.Doors;
import io.hongyan.presence.PresenceTestProfile;
import io.hongyan.presence.PresenceTestTopics;
import io.hongyan.presence.TestConnector;
import io.hongyan.presence.TestLog;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.BlockChanged;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.presence.v1.PresenceState;
import io.hongyan.proto.presence.v1.Session;
import io.hongyan.proto.rebuild.v1.Phase;
import io.hongyan.proto.rebuild.v1.RebuildServiceGrpc;
import io.hongyan.proto.rebuild.v1.RebuildServiceGrpc.RebuildServiceBlockingStub;
import io.hongyan.proto.rebuild.v1.StartRequest;
import io.hongyan.proto.rebuild.v1.StartResponse;
import io.hongyan.testkit.RedisTestResource;
import io.hongyan.testkit.TestServers;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Redis holds is compared with the log, and mended, while connectors go on. Each test has users of its own. */
@QuarkusTest
@TestProfile(PresenceTestProfile.class)
@WithTestResource(PresenceTestTopics.class)
@WithTestResource(RedisTestResource.class)
class PresenceRebuildIT {

    @Inject
    RedisDataSource redis;

    private Doors doors;
    private TestLog log;
    private TestConnector connector;
    private ManagedChannel channel;
    private RebuildServiceBlockingStub rebuilds;

    @BeforeEach
    void start() {
        doors = new Doors();
        log = new TestLog();
        connector = new TestConnector(doors, log);
        channel = ManagedChannelBuilder.forAddress("localhost", TestServers.grpcPort())
                .usePlaintext()
                .build();
        rebuilds = RebuildServiceGrpc.newBlockingStub(channel);
    }

    @AfterEach
    void stop() {
        connector.close();
        log.close();
        doors.close();
        channel.shutdownNow();
    }

    @Test
    void nothingDiffersWhileSessionsComeAndGo() {
        connector.open("same-1", "s1", 1, SESSION_STATE_FOREGROUND);
        connector.open("same-1", "s2", 1, SESSION_STATE_BACKGROUND);
        connector.open("same-2", "s3", 1, SESSION_STATE_FOREGROUND);
        connector.say("same-2", "s3", 2, SESSION_STATE_CLOSED);
        block("same-1", "same-2", 1, true);
        block("same-1", "same-3", 1, true);
        block("same-1", "same-3", 2, false);
        awaitHidden("same-1", "same-2");
        var isOver = new AtomicBoolean();
        var traffic = CompletableFuture.runAsync(() -> {
            for (int i = 0; !isOver.get(); i++) {
                connector.open("same-busy" + i % 3, "b" + i, 1, SESSION_STATE_FOREGROUND);
                connector.say("same-busy" + i % 3, "b" + i, 2, SESSION_STATE_CLOSED);
            }
        });

        List<String> found = differing(rebuild(true), "same-");
        StartResponse rebuilt = rebuild(false);
        List<String> afterwards = differing(rebuild(true), "same-");
        isOver.set(true);
        traffic.join();

        assertThat(found).isEmpty();
        assertThat(rebuilt.getPhase()).isEqualTo(Phase.PHASE_DONE);
        assertThat(afterwards).isEmpty();
        assertThat(doors.locate("same-1")).extracting(Session::getSessionId).containsExactlyInAnyOrder("s1", "s2");
        assertThat(doors.presenceOf("same-1", "").getState()).isEqualTo(PRESENCE_STATE_ONLINE);
        assertThat(doors.presenceOf("same-2", "").getState()).isEqualTo(PRESENCE_STATE_OFFLINE);
    }

    @Test
    void whatWasLostOfAUserIsFoundAndMended() {
        connector.open("lost-1", "s1", 1, SESSION_STATE_FOREGROUND);
        connector.open("lost-2", "s2", 1, SESSION_STATE_FOREGROUND);
        connector.say("lost-2", "s2", 2, SESSION_STATE_CLOSED);
        doors.awaitState("lost-2", PRESENCE_STATE_OFFLINE);
        long seen = doors.presenceOf("lost-2", "").getLastSeenMs();
        forget("lost-1");
        forget("lost-2");
        assertThat(doors.locate("lost-1")).isEmpty();

        assertThat(differing(rebuild(true), "lost-"))
                .containsExactlyInAnyOrder("sessions user_id=lost-1", "sessions user_id=lost-2");
        assertThat(doors.locate("lost-1")).isEmpty(); // comparing mends nothing
        rebuild(false);

        assertThat(doors.locate("lost-1")).extracting(Session::getSessionId).containsExactly("s1");
        assertThat(doors.presenceOf("lost-1", "").getState()).isEqualTo(PRESENCE_STATE_ONLINE);
        assertThat(doors.presenceOf("lost-2", "").getLastSeenMs()).isEqualTo(seen);
        assertThat(differing(rebuild(true), "lost-")).isEmpty();
        connector.say("lost-1", "s1", 2, SESSION_STATE_CLOSED);
        doors.awaitState("lost-1", PRESENCE_STATE_OFFLINE); // and goes on from there
    }

    @Test
    void whoseConnectorIsDeadIsNotResurrected() {
        var dying = new TestConnector(doors, log);
        dying.open("dead-1", "s1", 1, SESSION_STATE_FOREGROUND);
        String remembered = redis.hash(String.class).hget(key("dead-1"), "value");
        dying.release();
        doors.awaitState("dead-1", PRESENCE_STATE_OFFLINE);
        long offline = doors.presenceOf("dead-1", "").getVersion();

        rebuild(false);
        assertThat(doors.locate("dead-1")).isEmpty();
        redis.hash(String.class).hset(key("dead-1"), "value", remembered);
        assertThat(differing(rebuild(true), "dead-")).containsExactly("sessions user_id=dead-1");
        rebuild(false);

        assertThat(doors.locate("dead-1")).isEmpty();
        assertThat(doors.presenceOf("dead-1", "").getState()).isEqualTo(PRESENCE_STATE_OFFLINE);
        assertThat(doors.presenceOf("dead-1", "").getVersion()).isGreaterThanOrEqualTo(offline);
    }

    @Test
    void aBlockThatWasLostIsFoundAndMended() {
        connector.open("hide-2", "s1", 1, SESSION_STATE_FOREGROUND);
        block("hide-1", "hide-2", 1, true);
        awaitHidden("hide-1", "hide-2");
        redis.key().del("hongyan:presence:{hide-1}:blocks");
        assertThat(doors.presenceOf("hide-2", "hide-1").getState()).isEqualTo(PRESENCE_STATE_ONLINE);

        assertThat(differing(rebuild(true), "hide-")).containsExactly("blocks user_id=hide-1");
        rebuild(false);

        assertThat(doors.presenceOf("hide-2", "hide-1").getState()).isEqualTo(PresenceState.PRESENCE_STATE_UNSPECIFIED);
        assertThat(redis.key().pttl("hongyan:presence:{hide-1}:blocks")).isEqualTo(-1);
        assertThat(differing(rebuild(true), "hide-")).isEmpty();
    }

    @Test
    void thereIsOneRebuildAtATime() {
        String lock = "hongyan:presence:{rebuild}:lock";
        redis.value(String.class).set(lock, "somebody");
        try {
            var refused = catchThrowableOfType(StatusRuntimeException.class, () -> start(true));
            assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
        } finally {
            redis.key().del(lock);
        }
    }

    private static String key(String user) {
        return "hongyan:presence:{" + user + "}:sessions";
    }

    private void forget(String user) {
        redis.key().del(key(user));
    }

    private void block(String actor, String other, long revision, boolean blocked) {
        String conversation = "d:" + actor + ":" + other;
        Event event = Event.newBuilder()
                .setConversationId(conversation)
                .setRevision(revision)
                .setActor(Actor.newBuilder().setUserId(actor))
                .setBlockChanged(BlockChanged.newBuilder().setBlocked(blocked))
                .build();
        log.write(Topics.EVENTS, conversation, event.toByteArray(), "hongyan.events.v1.Event.block_changed");
    }

    private void awaitHidden(String one, String other) {
        await().atMost(Duration.ofSeconds(15))
                .until(() -> doors.presenceOf(one, other).getState() == PresenceState.PRESENCE_STATE_UNSPECIFIED
                        && doors.presenceOf(other, one).getState() == PresenceState.PRESENCE_STATE_UNSPECIFIED);
    }

    /** Again while presence is being restored: another test may have wiped the memory just now. */
    private StartResponse rebuild(boolean compare) {
        return await().atMost(Duration.ofSeconds(40))
                .pollInSameThread()
                .ignoreExceptionsMatching(failure -> failure instanceof StatusRuntimeException refused
                        && refused.getStatus().getCode() == Status.Code.FAILED_PRECONDITION)
                .until(() -> start(compare), answer -> answer.getPhase() == Phase.PHASE_DONE);
    }

    private StartResponse start(boolean compare) {
        var answers = rebuilds.start(StartRequest.newBuilder()
                .setProjection("presence")
                .setCompare(compare)
                .build());
        StartResponse last = answers.next();
        while (answers.hasNext()) {
            last = answers.next();
        }
        return last;
    }

    private static List<String> differing(StartResponse compared, String users) {
        return compared.getTablesList().stream()
                .flatMap(table -> table.getFirstList().stream().map(row -> table.getTable() + " " + row.getKey()))
                .filter(row -> row.contains("=" + users))
                .toList();
    }
}
