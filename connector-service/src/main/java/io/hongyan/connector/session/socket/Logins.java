package io.hongyan.connector.session.socket;

import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_GOING_AWAY;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_INVALID_ARGUMENT;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_SESSION_REPLACED;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_TOKEN_EXPIRED;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_TOKEN_INVALID;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_TOO_MANY_CONNECTIONS;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_UNAVAILABLE;

import io.hongyan.connector.login.TokenOutcome;
import io.hongyan.connector.login.jose.TokenVerifier;
import io.hongyan.connector.session.Errors;
import io.hongyan.connector.session.Hellos;
import io.hongyan.connector.session.Identity;
import io.hongyan.connector.session.Input;
import io.hongyan.connector.session.Users;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.Hello;
import io.hongyan.proto.client.v1.Welcome;
import io.hongyan.proto.sessions.v1.Platform;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Carries out Hello: the token, then the user's limits, then the suite. Each part answers on the socket's event loop, where
 * the connection may be over by then.
 */
final class Logins {

    private static final int RETRY_AFTER_MILLIS = 2_000;

    /** One Hello, and since when it waits for its answer. */
    private record Attempt(SocketSession socket, Hello hello, Timer.Sample begun) {}

    private final Edge edge;
    private final TokenVerifier verifier;

    Logins(Edge edge, TokenVerifier verifier) {
        this.edge = edge;
        this.verifier = verifier;
    }

    void logIn(SocketSession socket, Hello hello) {
        var attempt = new Attempt(socket, hello, edge.metrics().loginBegun());
        Optional<String> problem = Hellos.problem(hello);
        if (problem.isPresent()) {
            refuse(attempt, Errors.of(ERROR_CODE_INVALID_ARGUMENT, problem.get()));
        } else if (edge.draining()) {
            refuse(attempt, Errors.of(ERROR_CODE_GOING_AWAY, "this server is leaving"));
        } else if (!edge.suite().ready()) {
            refuse(attempt, unavailable("the server is not ready yet"));
        } else {
            verifier.verify(hello.getToken())
                    .whenComplete((outcome, failure) -> socket.run(() -> verified(attempt, outcome, failure)));
        }
    }

    private void verified(Attempt attempt, @Nullable TokenOutcome outcome, @Nullable Throwable failure) {
        if (!attempt.socket().loggingIn()) {
            edge.metrics().loginForsaken(attempt.begun());
            return;
        }
        switch (outcome) {
            case TokenOutcome.Verified token -> join(attempt, token);
            case TokenOutcome.Invalid(String sentence) ->
                refuse(attempt, Errors.of(ERROR_CODE_TOKEN_INVALID, sentence));
            case TokenOutcome.Revoked _ -> refuse(attempt, Errors.revoked());
            case TokenOutcome.Expired _ ->
                refuse(attempt, Errors.of(ERROR_CODE_TOKEN_EXPIRED, "the token has expired"));
            case TokenOutcome.Unavailable(String sentence) -> refuse(attempt, unavailable(sentence));
            case null -> refuse(attempt, attempt.socket().failed(failure));
        }
    }

    private void join(Attempt attempt, TokenOutcome.Verified token) {
        Hello hello = attempt.hello();
        SocketSession socket = attempt.socket();
        var identity = new Identity(
                token.userId(), hello.getDeviceId(), UUID.randomUUID().toString(), platform(hello));
        var live = new SocketLiveSession(identity, token.issued(), hello.getBackground(), socket);
        switch (edge.users().join(live, edge.clock().instant())) {
            case Users.Joining.TooMany _ ->
                refuse(
                        attempt,
                        Errors.of(
                                ERROR_CODE_TOO_MANY_CONNECTIONS,
                                "this user has as many connections as allowed",
                                RETRY_AFTER_MILLIS));
            case Users.Joining.Joined(var shared, var replaced) -> {
                if (replaced != null) {
                    replaced.close(Errors.of(ERROR_CODE_SESSION_REPLACED, "this device has logged in again"));
                }
                socket.isNow(live, shared);
                edge.registry().add(live);
                // Since it was verified: whoever heard of it before did not find us there.
                if (verifier.revoked(token)) {
                    refuse(attempt, Errors.revoked());
                } else {
                    ask(attempt, live, onOurClock(token.expires()));
                }
            }
        }
    }

    private void ask(Attempt attempt, SocketLiveSession live, Instant expires) {
        welcome(live, attempt.hello())
                .whenComplete(
                        (welcome, failure) -> attempt.socket().run(() -> answered(attempt, welcome, failure, expires)));
    }

    private CompletionStage<Welcome> welcome(SocketLiveSession live, Hello hello) {
        try {
            return edge.suite().login(live, hello);
        } catch (RuntimeException e) { // told to the client, and logged, like one that comes later
            return CompletableFuture.failedFuture(e);
        }
    }

    private void answered(Attempt attempt, @Nullable Welcome welcome, @Nullable Throwable failure, Instant expires) {
        SocketSession socket = attempt.socket();
        if (!socket.loggingIn()) {
            edge.metrics().loginForsaken(attempt.begun());
            return;
        }
        if (welcome == null) {
            refuse(attempt, socket.failed(failure));
        } else {
            edge.metrics().welcomed(attempt.begun());
            socket.on(new Input.LoggedIn(welcome, expires));
        }
    }

    private void refuse(Attempt attempt, Error why) {
        edge.metrics().loginRefused(why.getCode(), attempt.begun());
        attempt.socket().on(new Input.LoginRefused(why));
    }

    private static Error unavailable(String sentence) {
        return Errors.of(ERROR_CODE_UNAVAILABLE, sentence, RETRY_AFTER_MILLIS);
    }

    private static Platform platform(Hello hello) {
        return hello.getPlatform() == Platform.UNRECOGNIZED ? Platform.PLATFORM_UNSPECIFIED : hello.getPlatform();
    }

    /** Tokens expire by the clock on the wall; sessions live by one that is never set. */
    private Instant onOurClock(Instant expires) {
        return edge.clock().instant().plus(Duration.between(Instant.now(), expires));
    }
}
