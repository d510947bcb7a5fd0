package io.hongyan.connector.announce.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.hongyan.connector.announce.AnnounceConfig;
import io.hongyan.connector.log.kafka.FakeLog;
import io.hongyan.connector.session.Identity;
import io.hongyan.connector.session.SuiteException;
import io.hongyan.connector.slot.Slot;
import io.hongyan.connector.suite.Log;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.sessions.v1.Platform;
import io.hongyan.proto.sessions.v1.SessionRecord;
import io.hongyan.proto.sessions.v1.SessionState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SessionAnnouncerTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Slot SLOT = new Slot(1, "life");

    private final FakeLog log = new FakeLog();
    private final SessionAnnouncer announcer =
            new SessionAnnouncer(log, new Config(Duration.ofMillis(20), 2), VERTX, new SimpleMeterRegistry());

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void endIsWrittenAsSoonAsTheLogIsBack() {
        open("s1");
        log.down(true);

        announcer.closed("s1");
        assertThat(states()).containsExactly(SessionState.SESSION_STATE_FOREGROUND);
        log.down(false);

        await().until(() -> states().size() == 2);
        assertThat(states()).containsExactly(SessionState.SESSION_STATE_FOREGROUND, SessionState.SESSION_STATE_CLOSED);
    }

    @Test
    void nothingIsWrittenForALifeThatIsOver() {
        open("s1");
        log.down(true);
        announcer.closed("s1");

        announcer.lost(SLOT);
        log.down(false);

        await().during(Duration.ofMillis(100)).until(() -> states().size() == 1);
    }

    @Test
    void loginsAreRefusedWhileTooManySessionsWaitForTheLog() {
        log.down(true);
        assertThat(refusal("s1")).contains("did not take");
        assertThat(refusal("s2")).contains("did not take");

        assertThat(refusal("s3")).contains("cannot be announced");

        announcer.closed("s1");
        announcer.closed("s2");
        log.down(false);
        await().until(() -> states().size() == 2); // both ends
        open("s4");
        assertThat(states())
                .containsExactly(
                        SessionState.SESSION_STATE_CLOSED,
                        SessionState.SESSION_STATE_CLOSED,
                        SessionState.SESSION_STATE_FOREGROUND);
    }

    private void open(String sessionId) {
        announcer.opened(who(sessionId), SLOT, false).await().atMost(Duration.ofSeconds(1));
    }

    private String refusal(String sessionId) {
        var error = catchThrowableOfType(SuiteException.class, () -> open(sessionId))
                .error();
        assertThat(error.getCode()).isEqualTo(ErrorCode.ERROR_CODE_UNAVAILABLE);
        return error.getMessage();
    }

    private List<SessionState> states() {
        return log.written().stream()
                .map(record -> Log.parse(SessionRecord.parser(), record.value()).getState())
                .toList();
    }

    private static Identity who(String sessionId) {
        return new Identity("ann", "phone", sessionId, Platform.PLATFORM_IOS);
    }

    private record Config(Duration retryPause, int unwrittenMax) implements AnnounceConfig {}
}
