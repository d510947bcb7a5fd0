package io.hongyan.connector.login.jose;

import io.hongyan.connector.login.LoginConfig;
import io.hongyan.connector.login.Revocations;
import io.hongyan.connector.login.TokenOutcome;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwk.PublicJsonWebKey;

/**
 * Verifies tokens. Signatures are verified on a few threads of its own with a bounded queue, so that a storm of logins
 * neither stalls the sockets nor piles up.
 */
@Singleton
public class TokenVerifier {

    private static final TokenOutcome BUSY = new TokenOutcome.Unavailable("too many logins at once: try again");

    private final KeyRing ring;
    private final TokenCheck check;
    private final Revocations revocations;
    private final InstantSource clock;
    private final ThreadPoolExecutor workers;

    /** A verifier with the keys and rules of the configuration, by the system's clock. */
    public TokenVerifier(LoginConfig config, Revocations revocations) {
        ring = new KeyRing(new KeySource(config), config);
        check = new TokenCheck(config);
        this.revocations = revocations;
        clock = InstantSource.system();
        workers = new ThreadPoolExecutor(
                config.threads(),
                config.threads(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(config.waitingMax()),
                task -> {
                    Thread thread = new Thread(task, "hongyan-login");
                    thread.setDaemon(true);
                    return thread;
                });
        workers.allowCoreThreadTimeOut(true);
    }

    /** Begins to read the keys. They need not be there yet. */
    @PostConstruct
    public void start() {
        ring.start();
    }

    /** Ends its threads. */
    @PreDestroy
    public void stop() {
        ring.close();
        workers.shutdownNow();
    }

    /** What becomes of a token. Returns at once; the answer comes on a thread of its own. */
    public CompletionStage<TokenOutcome> verify(String token) {
        return onWorker(token, false);
    }

    /** Whether a token that was good has been taken back by now. */
    public boolean revoked(TokenOutcome.Verified token) {
        return revocations.refuses(token.userId(), token.issued());
    }

    /** Why no token can be verified now; empty if they can. */
    public Optional<String> trouble() {
        return ring.now().isEmpty()
                ? Optional.of(ring.sourceName() + ": "
                        + Optional.ofNullable(ring.trouble()).orElse("not read yet"))
                : Optional.empty();
    }

    private CompletionStage<TokenOutcome> onWorker(String token, boolean keysAreFresh) {
        try {
            return CompletableFuture.supplyAsync(() -> attempt(token, keysAreFresh), workers)
                    .thenCompose(stage -> stage);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(BUSY);
        }
    }

    private CompletionStage<TokenOutcome> attempt(String token, boolean keysAreFresh) {
        return switch (TokenCheck.header(token)) {
            case TokenCheck.Header.Unfit unfit ->
                CompletableFuture.completedFuture(new TokenOutcome.Invalid(unfit.sentence()));
            case TokenCheck.Header.Signed header -> {
                PublicJsonWebKey key = ring.now().find(header.keyId(), header.algorithm());
                if (key != null) {
                    TokenOutcome outcome = check.check(token, header.algorithm(), key, clock.instant());
                    yield CompletableFuture.completedFuture(
                            outcome instanceof TokenOutcome.Verified verified && revoked(verified)
                                    ? new TokenOutcome.Revoked()
                                    : outcome);
                }
                yield keysAreFresh
                        ? CompletableFuture.completedFuture(withoutKey())
                        : ring.fresher().thenCompose(_ -> onWorker(token, true));
            }
        };
    }

    private TokenOutcome withoutKey() {
        return ring.now().isEmpty()
                ? new TokenOutcome.Unavailable("the keys to verify tokens with are not there yet: try again")
                : new TokenOutcome.Invalid(
                        "the token is signed with a key (kid, alg) that its issuer does not publish");
    }
}
