package io.hongyan.presence.session;

import static io.hongyan.proto.presence.v1.PresenceState.PRESENCE_STATE_AWAY;
import static io.hongyan.proto.presence.v1.PresenceState.PRESENCE_STATE_OFFLINE;
import static io.hongyan.proto.presence.v1.PresenceState.PRESENCE_STATE_ONLINE;
import static io.hongyan.proto.presence.v1.PresenceState.PRESENCE_STATE_UNSPECIFIED;
import static io.hongyan.proto.sessions.v1.SessionState.SESSION_STATE_BACKGROUND;
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
import io.hongyan.proto.presence.v1.AwaitSessionRequest;
import io.hongyan.proto.presence.v1.AwaitSessionsRequest;
import io.hongyan.proto.presence.v1.AwaitSessionsResponse;
import io.hongyan.proto.presence.v1.Departure;
import io.hongyan.proto.presence.v1.LocateRequest;
import io.hongyan.proto.presence.v1.PresenceRecord;
import io.hongyan.proto.presence.v1.Session;
import io.hongyan.proto.sessions.v1.SessionRecord;
import io.hongyan.testkit.RedisTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(PresenceTestProfile.class)
@WithTestResource(PresenceTestTopics.class)
@WithTestResource(RedisTestResource.class)
class SessionsIT {

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
    void loginAwayAndLogoutAreEachPublishedOnce() {
        connector.open("alice", "a1", 1, SESSION_STATE_FOREGROUND);
        connector.open("alice", "a1", 1, SESSION_STATE_FOREGROUND); // the same again changes nothing
        connector.open("alice", "a1", 2, SESSION_STATE_BACKGROUND);
        SessionRecord closed = connector.say("alice", "a1", 3, SESSION_STATE_CLOSED);
        doors.awaitState("alice", PRESENCE_STATE_OFFLINE);

        await().until(() -> log.presencesOf("alice").size() >= 3);
        List<PresenceRecord> published = log.presencesOf("alice");
        assertThat(published)
                .extracting(PresenceRecord::getState)
                .containsExactly(PRESENCE_STATE_ONLINE, PRESENCE_STATE_AWAY, PRESENCE_STATE_OFFLINE);
        assertThat(published).extracting(PresenceRecord::getVersion).isSorted().doesNotHaveDuplicates();
        assertThat(published.getLast().getLastSeenMs()).isEqualTo(closed.getTimeMs());
        assertThat(doors.presenceOf("alice", "bob")).isEqualTo(published.getLast());
    }

    @Test
    void aTransitionCarriesItsHeaders() {
        connector.open("heidi", "h1", 1, SESSION_STATE_FOREGROUND);
        await().until(() -> !log.read(Topics.PRESENCE, "heidi").isEmpty());

        var record = log.read(Topics.PRESENCE, "heidi").getFirst();

        assertThat(CloudEvents.text(record.headers(), "ce_type")).isEqualTo("hongyan.presence.v1.PresenceRecord");
        assertThat(CloudEvents.text(record.headers(), "ce_source")).isEqualTo("/hongyan/presence");
        assertThat(CloudEvents.text(record.headers(), "ce_id"))
                .isEqualTo("heidi/" + doors.presenceOf("heidi", "").getVersion());
    }

    @Test
    void devicesOnSeveralConnectorsMerge() {
        try (var other = new TestConnector(doors, log)) {
            connector.open("bob", "b1", 1, SESSION_STATE_BACKGROUND);
            assertThat(doors.presenceOf("bob", "").getState()).isEqualTo(PRESENCE_STATE_AWAY);

            other.open("bob", "b2", 1, SESSION_STATE_FOREGROUND);

            assertThat(doors.presenceOf("bob", "").getState()).isEqualTo(PRESENCE_STATE_ONLINE);
            assertThat(doors.locate("bob", "nobody"))
                    .containsExactlyInAnyOrder(
                            session(connector, connector.record("bob", "b1", 1, SESSION_STATE_BACKGROUND)),
                            session(other, other.record("bob", "b2", 1, SESSION_STATE_FOREGROUND)));
        }
        doors.awaitState("bob", PRESENCE_STATE_AWAY); // the other connector has left, and b2 with it
    }

    @Test
    void whoLeftTheForegroundSinceATimeIsNamedToWhoAsks() {
        connector.open("leo", "l1", 1, SESSION_STATE_FOREGROUND);
        connector.open("mia", "m1", 1, SESSION_STATE_FOREGROUND);
        connector.say("leo", "l1", 2, SESSION_STATE_BACKGROUND);
        doors.awaitState("leo", PRESENCE_STATE_AWAY);
        long left = doors.presenceOf("leo", "").getLastSeenMs();
        var request = LocateRequest.newBuilder().addAllUserIds(List.of("leo", "mia", "nobody"));

        assertThat(departures(request.setDepartedSinceMs(left)))
                .containsExactly(
                        Departure.newBuilder().setUserId("leo").setAtMs(left).build());
        assertThat(departures(request.setDepartedSinceMs(left + 1))).isEmpty();
        assertThat(departures(request.setDepartedSinceMs(0))).as("nobody asks").isEmpty();
    }

    private List<Departure> departures(LocateRequest.Builder request) {
        return doors.presence().locate(request.build()).getDeparturesList();
    }

    @Test
    void aLateRecordDoesNotBringAClosedSessionBack() {
        connector.open("carol", "c1", 1, SESSION_STATE_FOREGROUND);
        connector.say("carol", "c1", 9, SESSION_STATE_CLOSED);
        connector.say("carol", "c1", 8, SESSION_STATE_FOREGROUND);
        connector.say("carol", "c1", 10, SESSION_STATE_FOREGROUND);
        connector.open("carol", "c2", 1, SESSION_STATE_BACKGROUND); // everything before it is applied by then

        assertThat(doors.locate("carol")).extracting(Session::getSessionId).containsExactly("c2");
        await().until(() -> log.presencesOf("carol").size() >= 3);
        assertThat(log.presencesOf("carol"))
                .extracting(PresenceRecord::getState)
                .containsExactly(PRESENCE_STATE_ONLINE, PRESENCE_STATE_OFFLINE, PRESENCE_STATE_AWAY);
    }

    @Test
    void usersOfAKilledConnectorGoOfflineWithinOneLease() {
        var killed = new TestConnector(doors, log);
        killed.open("dave", "d1", 1, SESSION_STATE_FOREGROUND);
        killed.open("erin", "e1", 1, SESSION_STATE_BACKGROUND);
        connector.open("erin", "e2", 1, SESSION_STATE_FOREGROUND);
        killed.renew();
        killed.kill();

        await().atMost(Duration.ofMillis(PresenceTestProfile.LEASE_MS + 1_000))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> doors.presenceOf("dave", "").getState() == PRESENCE_STATE_OFFLINE);
        assertThat(doors.locate("dave", "erin"))
                .extracting(Session::getSessionId)
                .containsExactly("e2");
        assertThat(doors.presenceOf("erin", "").getState()).isEqualTo(PRESENCE_STATE_ONLINE);

        killed.say("dave", "d1", 2, SESSION_STATE_FOREGROUND); // the dead life speaks once more
        connector.open("dave", "d2", 1, SESSION_STATE_BACKGROUND); // applied after it
        await().until(() -> log.presencesOf("dave").size() >= 3);
        assertThat(log.presencesOf("dave"))
                .extracting(PresenceRecord::getState)
                .containsExactly(PRESENCE_STATE_ONLINE, PRESENCE_STATE_OFFLINE, PRESENCE_STATE_AWAY);
    }

    @Test
    void whoWaitsForASessionThatIsNeverWrittenIsToldSo() {
        var request = AwaitSessionRequest.newBuilder()
                .setUserId("frank")
                .setSessionId("f1")
                .setVersion(1)
                .build();

        assertCode(Status.Code.DEADLINE_EXCEEDED, () -> doors.presence().awaitSession(request));
    }

    @Test
    void manySessionsAreWaitedForTogetherAndThoseThatNeverComeAreInNoAnswer() {
        connector.open("lena", "l1", 1, SESSION_STATE_FOREGROUND);
        connector.open("lena", "l2", 1, SESSION_STATE_FOREGROUND);
        connector.open("mona", "m1", 1, SESSION_STATE_BACKGROUND);
        var request = AwaitSessionsRequest.newBuilder()
                .addSessions(awaited("lena", "l1", 1))
                .addSessions(awaited("lena", "l2", 1))
                .addSessions(awaited("mona", "m1", 1))
                .addSessions(awaited("mona", "m1-never", 1))
                .addSessions(awaited("lena", "l1-later", 1))
                .build();

        assertThat(located(request)).containsExactlyInAnyOrder("l1", "l2", "m1");
    }

    @Test
    void whoWaitsForManyIsWokenByEach() {
        var request = AwaitSessionsRequest.newBuilder()
                .addSessions(awaited("nora", "n1", 1))
                .addSessions(awaited("olga", "o1", 1))
                .build();

        connector.say("nora", "n1", 1, SESSION_STATE_FOREGROUND);
        connector.say("olga", "o1", 1, SESSION_STATE_FOREGROUND);

        // On a busy machine it may take longer than a caller may wait.
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(located(request)).containsExactlyInAnyOrder("n1", "o1"));
    }

    private List<String> located(AwaitSessionsRequest request) {
        List<String> located = new ArrayList<>();
        doors.presence().awaitSessions(request).forEachRemaining(answer -> located.addAll(answer.getSessionIdsList()));
        return located;
    }

    @Test
    void whoWaitsForNothingOrTooManyOrNobodyIsToldSo() {
        var tooMany = AwaitSessionsRequest.newBuilder()
                .addAllSessions(Collections.nCopies(1_001, awaited("paul", "p1", 1)))
                .build();

        assertCode(Status.Code.INVALID_ARGUMENT, () -> first(AwaitSessionsRequest.getDefaultInstance()));
        assertCode(Status.Code.INVALID_ARGUMENT, () -> first(tooMany));
        assertCode(
                Status.Code.INVALID_ARGUMENT,
                () -> first(AwaitSessionsRequest.newBuilder()
                        .addSessions(awaited("paul", "p1", 1))
                        .addSessions(awaited("paul", "", 1))
                        .build()));
    }

    private AwaitSessionsResponse first(AwaitSessionsRequest request) {
        return doors.presence().awaitSessions(request).next();
    }

    private static AwaitSessionRequest awaited(String userId, String sessionId, long version) {
        return AwaitSessionRequest.newBuilder()
                .setUserId(userId)
                .setSessionId(sessionId)
                .setVersion(version)
                .build();
    }

    @Test
    void aCallerThatGivesUpDoesNotDisturbOthersOnTheSameConnection() {
        var request = AwaitSessionRequest.newBuilder()
                .setUserId("kate")
                .setSessionId("k1")
                .setVersion(1)
                .build();
        var patient = CompletableFuture.supplyAsync(() -> doors.locate("kate"))
                .thenApplyAsync(none -> doors.presence().awaitSession(request));

        assertCode(
                Status.Code.DEADLINE_EXCEEDED,
                () -> doors.presence()
                        .withDeadlineAfter(200, TimeUnit.MILLISECONDS)
                        .awaitSession(request));
        assertCode(
                Status.Code.DEADLINE_EXCEEDED,
                () -> doors.presence()
                        .withDeadlineAfter(700, TimeUnit.MILLISECONDS)
                        .awaitSession(request));
        connector.open("kate", "k1", 1, SESSION_STATE_FOREGROUND);

        assertThat(patient).succeedsWithin(Duration.ofSeconds(2));
    }

    @Test
    void theSessionBeyondTheLimitCannotBeLocated() {
        IntStream.range(0, 5).forEach(i -> connector.open("ivan", "i" + i, 1, SESSION_STATE_FOREGROUND));

        connector.say("ivan", "i5", 1, SESSION_STATE_FOREGROUND);

        assertCode(Status.Code.DEADLINE_EXCEEDED, () -> connector.awaitSession("ivan", "i5", 1));
        assertThat(doors.locate("ivan")).hasSize(5);
    }

    @Test
    void aPoisonRecordIsPutAsideAndTheNextOneCounts() {
        byte[] rubbish = {(byte) 0xff, (byte) 0xff};
        log.write(Topics.SESSIONS, "grace", rubbish, null);
        log.write(Topics.SESSIONS, "grace", connector.record("mallory", "m1", 1, SESSION_STATE_FOREGROUND));

        connector.open("grace", "g1", 1, SESSION_STATE_FOREGROUND);

        assertThat(log.read(Topics.deadLetters(Topics.SESSIONS), "grace"))
                .extracting(record -> CloudEvents.text(record.headers(), "hongyan-error-code"))
                .containsExactly("UNDECODABLE", "INVALID");
        assertThat(doors.presenceOf("mallory", "").getState()).isEqualTo(PRESENCE_STATE_UNSPECIFIED);
    }

    @Test
    void fiveThousandUsersAreLocatedAtOnceAndNotOneMore() {
        connector.open("judy", "j1", 1, SESSION_STATE_FOREGROUND);
        var request = LocateRequest.newBuilder().addUserIds("judy");
        IntStream.range(1, 5_000).forEach(i -> request.addUserIds("absent-" + i));

        assertThat(doors.presence().locate(request.build()).getSessionsList())
                .extracting(Session::getUserId)
                .containsExactly("judy");

        request.addUserIds("one-more");
        assertCode(Status.Code.INVALID_ARGUMENT, () -> doors.presence().locate(request.build()));
    }

    private static void assertCode(Status.Code code, Runnable call) {
        assertThatThrownBy(call::run)
                .satisfies(failure ->
                        assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(code));
    }

    private static Session session(TestConnector connector, SessionRecord record) {
        return Session.newBuilder()
                .setUserId(record.getUserId())
                .setDeviceId(record.getDeviceId())
                .setSessionId(record.getSessionId())
                .setSlot(connector.slot())
                .setBootId(connector.bootId())
                .setState(record.getState())
                .build();
    }
}
