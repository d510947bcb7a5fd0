package io.hongyan.connector.revocation.kafka;

import io.hongyan.connector.log.kafka.Tail;
import io.hongyan.connector.log.kafka.Tails;
import io.hongyan.connector.login.Revocations;
import io.hongyan.connector.session.Errors;
import io.hongyan.connector.session.SessionRegistry;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.revocations.v1.Revocation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Reads whose tokens are taken back, all that is kept first, and closes the sessions here that came in with one. Without a
 * group: each connector reads them all.
 */
@ApplicationScoped
public class RevocationsReader {

    private final Tails tails;
    private final Revocations revocations;
    private final SessionRegistry sessions;
    private final Counter closed;
    private volatile @Nullable Tail<Revocation> tail;

    RevocationsReader(Tails tails, Revocations revocations, SessionRegistry sessions, MeterRegistry meters) {
        this.tails = tails;
        this.revocations = revocations;
        this.sessions = sessions;
        this.closed = meters.counter("hongyan.login.revoked.sessions");
        meters.gauge("hongyan.login.revocations", revocations, Revocations::size);
    }

    /** Whether all is known that was taken back before this process began; until then nobody can be let in. */
    public boolean informed() {
        Tail<Revocation> current = tail;
        return current != null && current.positioned().toCompletableFuture().isDone();
    }

    /** Whether revocations are read now. */
    public boolean working() {
        Tail<Revocation> current = tail;
        return current != null && current.working();
    }

    void begin(@Observes StartupEvent started) {
        tail = tails.follow(
                new Tail.Source<>(
                        "revocations",
                        Topics.REVOCATIONS,
                        OptionalInt.empty(),
                        Revocation.parser(),
                        RevocationsReader::fault,
                        Tail.From.BEGINNING,
                        Duration.ZERO),
                logged -> revoked(logged.value()));
    }

    void end(@Observes ShutdownEvent stopping) {
        Tail<Revocation> current = tail;
        if (current != null) {
            current.close();
        }
    }

    /** What is wrong with a record, given its key; null if nothing. */
    static @Nullable String fault(@Nullable String key, Revocation revocation) {
        return revocation.getUserId().isEmpty() || !revocation.getUserId().equals(key)
                ? "The key is not the record's user."
                : null;
    }

    /** Known first, then looked for: who logs in meanwhile looks the other way round. */
    private void revoked(Revocation revocation) {
        String userId = revocation.getUserId();
        revocations.revoke(userId, Instant.ofEpochMilli(revocation.getIssuedBeforeMs()));
        sessions.all().stream()
                .filter(session -> session.identity().userId().equals(userId)
                        && revocations.refuses(userId, session.tokenIssued()))
                .forEach(session -> {
                    session.close(Errors.revoked());
                    closed.increment();
                });
    }
}
