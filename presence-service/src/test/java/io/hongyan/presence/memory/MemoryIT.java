package io.hongyan.presence.memory;

import static io.hongyan.proto.presence.v1.PresenceState.PRESENCE_STATE_OFFLINE;
import static io.hongyan.proto.presence.v1.PresenceState.PRESENCE_STATE_ONLINE;
import static io.hongyan.proto.sessions.v1.SessionState.SESSION_STATE_CLOSED;
import static io.hongyan.proto.sessions.v1.SessionState.SESSION_STATE_FOREGROUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.Topics;
import io.hongyan.presence.Doors;
import io.hongyan.presence.PresenceTestProfile;
import io.hongyan.presence.PresenceTestTopics;
import io.hongyan.presence.TestConnector;
import io.hongyan.presence.TestLog;
import io.hongyan.proto.presence.v1.PresenceRecord;
import io.hongyan.testkit.RedisTestResource;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(PresenceTestProfile.class)
@WithTestResource(PresenceTestTopics.class)
@WithTestResource(RedisTestResource.class)
class MemoryIT {

    private static final Duration RECOVERY = Duration.ofSeconds(15);

    @Inject
    RedisDataSource redis;

    @TestHTTPResource("/q/health/ready")
    URI readiness;

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

    /** Three users: one stays, one left before the loss, one's connector dies with the memory. */
    @Test
    void presenceIsRightAgainAfterALossOfMemory() {
        connector.open("kim", "k1", 1, SESSION_STATE_FOREGROUND);
        connector.open("lee", "l1", 1, SESSION_STATE_FOREGROUND);
        connector.say("lee", "l1", 2, SESSION_STATE_CLOSED);
        doors.awaitState("lee", PRESENCE_STATE_OFFLINE);
        PresenceRecord lee = doors.presenceOf("lee", "");
        var dying = new TestConnector(doors, log);
        dying.open("max", "m1", 1, SESSION_STATE_FOREGROUND);
        long maxOnline = doors.presenceOf("max", "").getVersion();

        dying.kill();
        RedisTestResource.flush();
        await().atMost(RECOVERY)
                .ignoreExceptions()
                .until(() -> connector.renew().getAnnounceSessions());
        connector.open("kim", "k1", 2, SESSION_STATE_FOREGROUND); // as it was asked to announce

        await().atMost(RECOVERY).until(() -> doors.presenceOf("lee", "").equals(lee));
        doors.awaitState("max", PRESENCE_STATE_OFFLINE);
        assertThat(doors.presenceOf("kim", "").getState()).isEqualTo(PRESENCE_STATE_ONLINE);
        await().until(() -> log.presencesOf("max").getLast().getState() == PRESENCE_STATE_OFFLINE);
        assertThat(log.presencesOf("max").getLast().getVersion()).isGreaterThan(maxOnline);
        assertThat(log.presencesOf("kim")).extracting(PresenceRecord::getState).doesNotContain(PRESENCE_STATE_OFFLINE);
    }

    @Test
    void aPoisonedPresenceIsPutAsideWhenTheMemoryIsRestored() {
        byte[] rubbish = {(byte) 0xff, (byte) 0xff};
        log.write(Topics.PRESENCE, "ned", rubbish, null);

        RedisTestResource.flush();

        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(log.read(Topics.deadLetters(Topics.PRESENCE), "ned"))
                        .extracting(record -> CloudEvents.text(record.headers(), "hongyan-error-code"))
                        .containsOnly("UNDECODABLE"));
        log.write(
                Topics.PRESENCE,
                "ned",
                PresenceRecord.newBuilder()
                        .setUserId("ned")
                        .setState(PRESENCE_STATE_OFFLINE)
                        .setVersion(1)
                        .build());
    }

    @Test
    void whileRedisIsAwayCallersAreToldAndAfterwardsNothingIsMissing() {
        connector.open("sue", "s1", 1, SESSION_STATE_FOREGROUND);
        await().atMost(RECOVERY).until(() -> statusOf(readiness) == 200);

        redis.execute("CLIENT", "PAUSE", "2500", "ALL");

        assertThatThrownBy(() -> doors.presenceOf("sue", ""))
                .satisfies(failure ->
                        assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(Status.Code.UNAVAILABLE));
        assertThat(statusOf(readiness)).isEqualTo(503);
        connector.say("tom", "t1", 1, SESSION_STATE_FOREGROUND);

        await().atMost(RECOVERY)
                .ignoreExceptions()
                .until(() -> doors.presenceOf("tom", "").getState() == PRESENCE_STATE_ONLINE);
        await().atMost(RECOVERY).until(() -> statusOf(readiness) == 200);
        assertThat(log.presencesOf("sue"))
                .extracting(PresenceRecord::getState)
                .isEqualTo(List.of(PRESENCE_STATE_ONLINE));
    }

    private static int statusOf(URI uri) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
