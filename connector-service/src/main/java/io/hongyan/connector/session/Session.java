package io.hongyan.connector.session;

import static io.hongyan.connector.session.Step.to;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_HEARTBEAT_TIMEOUT;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_LOGIN_TIMEOUT;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_RATE_LIMITED;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_TOKEN_EXPIRED;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_UNAVAILABLE;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_UNEXPECTED_FRAME;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_UNKNOWN_FRAME;

import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.ClientFrame.BodyCase;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.Hello;
import java.time.Duration;
import java.time.Instant;

/**
 * What a connection is, and what it may do. Pure: the time is handed in, and what is to be done comes back.
 *
 * <pre>
 *   accepted ──▶ AwaitingHello ──Hello──▶ LoggingIn ──LoggedIn──▶ Active
 *                     │                      │                      │
 *                     └── anything else, ────┴── refused, late, ────┴── Bye, silence, expiry, misuse ──▶ Closed ──▶ cut
 *                         or too late            gone                   gone
 * </pre>
 *
 * A closed connection stays for a moment, written to no more, so that the client can read why.
 */
public sealed interface Session {

    /** Connected; nothing is known of who it is. */
    record AwaitingHello(Instant helloBy) implements Session {}

    /** Hello has come and is being looked at. Nothing else is read meanwhile: it waits in the socket. */
    record LoggingIn(int helloId, Duration heartbeat, Instant answerBy) implements Session {}

    /** Logged in. */
    record Active(Duration heartbeat, Instant heard, Instant expires) implements Session {

        Instant silentTooLong() {
            return heard.plus(heartbeat.multipliedBy(3).dividedBy(2));
        }
    }

    /** Over; the socket is cut at the given time if the client has not closed it by then. */
    record Closed(Instant cutAt) implements Session {}

    /** What a connection is when it has just been accepted. */
    static Session accepted(Instant now, Terms terms) {
        return new AwaitingHello(now.plus(terms.helloTimeMax()));
    }

    /** When {@link Input.Tick} will change something, unless something happens before. */
    default Instant due() {
        return switch (this) {
            case AwaitingHello waiting -> waiting.helloBy();
            case LoggingIn login -> login.answerBy();
            case Active active ->
                active.silentTooLong().isBefore(active.expires()) ? active.silentTooLong() : active.expires();
            case Closed closed -> closed.cutAt();
        };
    }

    /** Whether frames are wanted now. */
    default boolean listens() {
        return this instanceof AwaitingHello || this instanceof Active;
    }

    /** What becomes of a connection by something that happens to it. */
    static Step step(Session session, Input input, Instant now, Terms terms) {
        return switch (session) {
            case AwaitingHello waiting -> whileAwaitingHello(waiting, input, now, terms);
            case LoggingIn login -> whileLoggingIn(login, input, now, terms);
            case Active active -> whileActive(active, input, now, terms);
            case Closed closed -> whileClosed(closed, input, now);
        };
    }

    private static Step whileAwaitingHello(AwaitingHello waiting, Input input, Instant now, Terms terms) {
        return switch (input) {
            case Input.Frame(ClientFrame frame)
            when frame.getBodyCase() == BodyCase.HELLO -> hello(frame.getId(), frame.getHello(), now, terms);
            case Input.Frame(ClientFrame frame) -> close(frame.getId(), helloFirst(), now, terms);
            case Input.UnknownFrame(int id) -> close(id, helloFirst(), now, terms);
            case Input.FrameBeyondRate beyond -> close(beyond.id(), helloFirst(), now, terms);
            case Input.Broken broken -> close(0, Errors.of(broken.code(), broken.sentence()), now, terms);
            case Input.Flood _ -> close(0, flood(), now, terms);
            case Input.CloseRequest(Error why) -> close(0, why, now, terms);
            case Input.Tick _ ->
                now.isBefore(waiting.helloBy())
                        ? to(waiting)
                        : close(0, Errors.of(ERROR_CODE_LOGIN_TIMEOUT, "no Hello came in time"), now, terms);
            case Input.Heard _, Input.LoggedIn _, Input.LoginRefused _ -> to(waiting);
            case Input.Gone _ -> gone(now);
        };
    }

    private static Step hello(int id, Hello hello, Instant now, Terms terms) {
        Duration heartbeat = terms.heartbeat(Integer.toUnsignedLong(hello.getHeartbeatMs()));
        return to(new LoggingIn(id, heartbeat, now.plus(terms.answerTimeMax())), new Effect.LogIn(hello));
    }

    private static Step whileLoggingIn(LoggingIn login, Input input, Instant now, Terms terms) {
        return switch (input) {
            case Input.LoggedIn(var welcome, Instant expires) ->
                to(
                        new Active(login.heartbeat(), now, terms.closeAtExpiry() ? expires : Instant.MAX),
                        new Effect.Greet(login.helloId(), welcome, login.heartbeat()));
            case Input.LoginRefused(Error why) -> close(login.helloId(), why, now, terms);
            case Input.CloseRequest(Error why) -> close(login.helloId(), why, now, terms);
            case Input.Frame(ClientFrame frame) -> close(frame.getId(), helloOnce(), now, terms);
            case Input.Broken broken -> close(0, Errors.of(broken.code(), broken.sentence()), now, terms);
            case Input.Flood _ -> close(0, flood(), now, terms);
            case Input.Tick _ ->
                now.isBefore(login.answerBy())
                        ? to(login)
                        : close(
                                login.helloId(),
                                Errors.of(ERROR_CODE_UNAVAILABLE, "logging in takes too long at the moment", 5_000),
                                now,
                                terms);
            case Input.UnknownFrame _, Input.FrameBeyondRate _, Input.Heard _ -> to(login);
            case Input.Gone _ -> gone(now);
        };
    }

    private static Step whileActive(Active before, Input input, Instant now, Terms terms) {
        Active heard = new Active(before.heartbeat(), now, before.expires());
        return switch (input) {
            case Input.Frame(ClientFrame frame) -> frame(heard, frame, now, terms);
            case Input.UnknownFrame(int id) ->
                id == 0
                        ? to(heard)
                        : to(
                                heard,
                                new Effect.Refuse(
                                        id, Errors.of(ERROR_CODE_UNKNOWN_FRAME, "a frame of an unknown kind")));
            case Input.FrameBeyondRate(int id, int retryAfterMillis) ->
                to(
                        heard,
                        new Effect.Refuse(
                                id,
                                Errors.of(ERROR_CODE_RATE_LIMITED, "too many frames: slow down", retryAfterMillis)));
            case Input.Heard _ -> to(heard);
            case Input.Broken broken -> close(0, Errors.of(broken.code(), broken.sentence()), now, terms);
            case Input.Flood _ -> close(0, flood(), now, terms);
            case Input.CloseRequest(Error why) -> close(0, why, now, terms);
            case Input.Tick _ -> tick(before, now, terms);
            case Input.LoggedIn _, Input.LoginRefused _ -> to(before);
            case Input.Gone _ -> gone(now);
        };
    }

    private static Step frame(Active active, ClientFrame frame, Instant now, Terms terms) {
        return switch (frame.getBodyCase()) {
            case HELLO -> close(frame.getId(), helloOnce(), now, terms);
            case BYE -> to(new Closed(now.plus(terms.lingerMax())), new Effect.Leave());
            default -> to(active, new Effect.Handle(frame));
        };
    }

    private static Step tick(Active active, Instant now, Terms terms) {
        if (!now.isBefore(active.expires())) {
            return close(0, Errors.of(ERROR_CODE_TOKEN_EXPIRED, "the token of this session has expired"), now, terms);
        }
        return now.isBefore(active.silentTooLong())
                ? to(active)
                : close(0, Errors.of(ERROR_CODE_HEARTBEAT_TIMEOUT, "nothing was heard for too long"), now, terms);
    }

    private static Step whileClosed(Closed closed, Input input, Instant now) {
        boolean over = input instanceof Input.Tick && !now.isBefore(closed.cutAt());
        return over ? to(closed, new Effect.Cut()) : to(closed);
    }

    private static Step close(int id, Error why, Instant now, Terms terms) {
        return to(new Closed(now.plus(terms.lingerMax())), new Effect.Close(id, Errors.closing(why)));
    }

    private static Step gone(Instant now) {
        return to(new Closed(now), new Effect.Cut());
    }

    private static Error helloFirst() {
        return Errors.of(ERROR_CODE_UNEXPECTED_FRAME, "the first frame must be Hello");
    }

    private static Error helloOnce() {
        return Errors.of(ERROR_CODE_UNEXPECTED_FRAME, "this connection is logged in already: Hello comes once");
    }

    private static Error flood() {
        return Errors.of(ERROR_CODE_RATE_LIMITED, "too many frames, and no slowing down", 10_000);
    }
}
