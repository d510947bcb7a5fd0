package io.hongyan.connector.revocation.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hongyan.connector.login.Revocations;
import io.hongyan.connector.session.Errors;
import io.hongyan.connector.suite.RecordingSession;
import io.hongyan.connector.suite.WithSuite;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.revocations.v1.Revocation;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RevocationsIT extends WithSuite {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Inject
    Revocations revocations;

    @Test
    void sessionsOfTokensThatAreTakenBackAreClosedAndOthersAreNot() {
        RecordingSession lost = session("ann", "phone", NOON.minusSeconds(1));
        RecordingSession fresh = session("ann", "laptop", NOON);
        RecordingSession other = session("ben", "phone", NOON.minusSeconds(1));

        revoke("ann", "ann", NOON);

        await().until(() -> !lost.closed().isEmpty());
        assertThat(lost.closed()).containsExactly(Errors.revoked());
        assertThat(fresh.closed()).isEmpty();
        assertThat(other.closed()).isEmpty();
        assertThat(revocations.refuses("ann", NOON.minusMillis(1))).isTrue();
    }

    @Test
    void aRecordThatNobodyCanActOnHoldsUpNothing() {
        RecordingSession lost = session("eve", "phone", NOON.minusSeconds(1));

        revoke("mallory", "eve", NOON.plusSeconds(1));
        revoke("eve", "eve", NOON);

        await().until(() -> !lost.closed().isEmpty());
        assertThat(revocations.refuses("eve", NOON)).isFalse(); // by the record whose key is another's
    }

    private RecordingSession session(String user, String device, Instant tokenIssued) {
        RecordingSession session = RecordingSession.of(user, device).withTokenOf(tokenIssued);
        sessions.add(session);
        return session;
    }

    private void revoke(String key, String user, Instant issuedBefore) {
        Revocation revocation = Revocation.newBuilder()
                .setUserId(user)
                .setIssuedBeforeMs(issuedBefore.toEpochMilli())
                .build();
        log.write(Topics.REVOCATIONS, 0, key, revocation);
    }
}
