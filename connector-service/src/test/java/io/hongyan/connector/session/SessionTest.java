package io.hongyan.connector.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.client.v1.Bye;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.Hello;
import io.hongyan.proto.client.v1.Ping;
import io.hongyan.proto.client.v1.Welcome;
import io.hongyan.proto.error.v1.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Terms TERMS = new Terms(
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Duration.ofMinutes(4),
            Duration.ofSeconds(2),
            true);
    private static final Instant EXPIRES = NOON.plus(Duration.ofHours(1));
    private static final Hello HELLO =
            Hello.newBuilder().setDeviceId("phone").setHeartbeatMs(60_000).build();
    private static final ClientFrame HELLO_FRAME =
            ClientFrame.newBuilder().setId(1).setHello(HELLO).build();
    private static final ClientFrame PING_FRAME =
            ClientFrame.newBuilder().setId(2).setPing(Ping.getDefaultInstance()).build();
    private static final Session WAITING = Session.accepted(NOON, TERMS);
    private static final Session LOGGING_IN = new Session.LoggingIn(1, Duration.ofSeconds(60), NOON.plusSeconds(15));
    private static final Session ACTIVE = new Session.Active(Duration.ofSeconds(60), NOON, EXPIRES);
    private static final Session CLOSED = new Session.Closed(NOON.plusSeconds(2));

    @Test
    void helloBeginsALogin() {
        Step step = step(WAITING, new Input.Frame(HELLO_FRAME), NOON);

        assertThat(step).isEqualTo(Step.to(LOGGING_IN, new Effect.LogIn(HELLO)));
    }

    @Test
    void anythingElseBeforeHelloCloses() {
        Step step = step(WAITING, new Input.Frame(PING_FRAME), NOON);

        assertThat(step).isEqualTo(closes(2, ErrorCode.ERROR_CODE_UNEXPECTED_FRAME, "the first frame must be Hello"));
    }

    @Test
    void aFrameOfAnUnknownKindBeforeHelloClosesToo() {
        Step step = step(WAITING, new Input.UnknownFrame(9), NOON);

        assertThat(step).isEqualTo(closes(9, ErrorCode.ERROR_CODE_UNEXPECTED_FRAME, "the first frame must be Hello"));
    }

    @Test
    void helloIsWaitedForSoLongAndNoLonger() {
        Step early = step(WAITING, new Input.Tick(), NOON.plusSeconds(10).minusMillis(1));
        Step late = Session.step(WAITING, new Input.Tick(), NOON.plusSeconds(10), TERMS);

        assertThat(early).isEqualTo(Step.to(WAITING));
        assertThat(late.effects())
                .containsExactly(
                        new Effect.Close(0, Errors.of(ErrorCode.ERROR_CODE_LOGIN_TIMEOUT, "no Hello came in time")));
        assertThat(WAITING.due()).isEqualTo(NOON.plusSeconds(10));
    }

    @Test
    void aWelcomeMakesTheSessionActive() {
        Welcome welcome = Welcome.newBuilder().setUserId("alice").build();

        Step step = step(LOGGING_IN, new Input.LoggedIn(welcome, EXPIRES), NOON);

        assertThat(step).isEqualTo(Step.to(ACTIVE, new Effect.Greet(1, welcome, Duration.ofSeconds(60))));
    }

    @Test
    void whereTokensMayExpireSessionsDoNotEnd() {
        Terms lasting = new Terms(
                TERMS.helloTimeMax(),
                TERMS.answerTimeMax(),
                TERMS.heartbeatMin(),
                TERMS.heartbeatMax(),
                TERMS.heartbeatUsual(),
                TERMS.lingerMax(),
                false);

        Step step = Session.step(LOGGING_IN, new Input.LoggedIn(Welcome.getDefaultInstance(), EXPIRES), NOON, lasting);

        assertThat(step.next()).isEqualTo(new Session.Active(Duration.ofSeconds(60), NOON, Instant.MAX));
        assertThat(step.next().due()).isEqualTo(NOON.plusSeconds(90));
    }

    @Test
    void aRefusedLoginClosesWhateverTheCode() {
        Error why = Errors.of(ErrorCode.ERROR_CODE_UNAVAILABLE, "not ready");

        Step step = step(LOGGING_IN, new Input.LoginRefused(why), NOON);

        assertThat(step)
                .isEqualTo(Step.to(
                        CLOSED,
                        new Effect.Close(1, why.toBuilder().setCloses(true).build())));
    }

    @Test
    void aSuiteThatDoesNotAnswerHelloIsUnavailable() {
        Step step = Session.step(LOGGING_IN, new Input.Tick(), NOON.plusSeconds(15), TERMS);

        assertThat(step.effects())
                .containsExactly(new Effect.Close(
                        1,
                        Errors.closing(Errors.of(
                                ErrorCode.ERROR_CODE_UNAVAILABLE, "logging in takes too long at the moment", 5_000))));
    }

    @Test
    void nothingIsReadWhileLoggingIn() {
        assertThat(List.of(WAITING.listens(), LOGGING_IN.listens(), ACTIVE.listens(), CLOSED.listens()))
                .containsExactly(true, false, true, false);
    }

    @Test
    void aSecondHelloCloses() {
        Step step = step(ACTIVE, new Input.Frame(HELLO_FRAME), NOON);

        assertThat(step)
                .isEqualTo(closes(
                        1,
                        ErrorCode.ERROR_CODE_UNEXPECTED_FRAME,
                        "this connection is logged in already: Hello comes once"));
    }

    @Test
    void whateverIsHeardKeepsTheSessionAlive() {
        Instant later = NOON.plusSeconds(89);

        Session next =
                Session.step(ACTIVE, new Input.Frame(PING_FRAME), later, TERMS).next();

        assertThat(ACTIVE.due()).isEqualTo(NOON.plusSeconds(90));
        assertThat(next.due()).isEqualTo(later.plusSeconds(90));
        assertThat(Session.step(next, new Input.Tick(), NOON.plusSeconds(90), TERMS))
                .isEqualTo(Step.to(next));
    }

    @Test
    void silenceOfOneAndAHalfHeartbeatsCloses() {
        Step step = Session.step(ACTIVE, new Input.Tick(), NOON.plusSeconds(90), TERMS);

        assertThat(step.effects())
                .containsExactly(new Effect.Close(
                        0, Errors.of(ErrorCode.ERROR_CODE_HEARTBEAT_TIMEOUT, "nothing was heard for too long")));
    }

    @Test
    void theExpiryOfTheTokenCloses() {
        Session active = new Session.Active(Duration.ofSeconds(60), EXPIRES.minusSeconds(1), EXPIRES);

        Step step = Session.step(active, new Input.Tick(), EXPIRES, TERMS);

        assertThat(active.due()).isEqualTo(EXPIRES);
        assertThat(step.effects())
                .containsExactly(new Effect.Close(
                        0, Errors.of(ErrorCode.ERROR_CODE_TOKEN_EXPIRED, "the token of this session has expired")));
    }

    @Test
    void byeIsTheEnd() {
        var bye = ClientFrame.newBuilder().setBye(Bye.getDefaultInstance()).build();

        Step step = step(ACTIVE, new Input.Frame(bye), NOON);

        assertThat(step).isEqualTo(Step.to(CLOSED, new Effect.Leave()));
    }

    @Test
    void anUnknownFrameIsAnsweredIfItHasAnId() {
        Step withId = step(ACTIVE, new Input.UnknownFrame(5), NOON);
        Step without = step(ACTIVE, new Input.UnknownFrame(0), NOON);

        assertThat(withId)
                .isEqualTo(Step.to(
                        ACTIVE,
                        new Effect.Refuse(
                                5, Errors.of(ErrorCode.ERROR_CODE_UNKNOWN_FRAME, "a frame of an unknown kind"))));
        assertThat(without).isEqualTo(Step.to(ACTIVE));
    }

    @Test
    void aClosedSocketIsCutWhenItsTimeHasCome() {
        Step early = step(CLOSED, new Input.Tick(), NOON);
        Step due = Session.step(CLOSED, new Input.Tick(), NOON.plusSeconds(2), TERMS);

        assertThat(early).isEqualTo(Step.to(CLOSED));
        assertThat(due).isEqualTo(Step.to(CLOSED, new Effect.Cut()));
    }

    @ParameterizedTest
    @CsvSource({"0, 240000", "1, 30000", "30000, 30000", "60000, 60000", "4294967295, 600000"})
    void theHeartbeatWishedForIsClamped(long wishMillis, long givenMillis) {
        assertThat(TERMS.heartbeat(wishMillis)).isEqualTo(Duration.ofMillis(givenMillis));
    }

    private static Step step(Session session, Input input, Instant now) {
        return Session.step(session, input, now, TERMS);
    }

    private static Step closes(int id, ErrorCode code, String sentence) {
        return Step.to(CLOSED, new Effect.Close(id, Errors.of(code, sentence)));
    }
}
