package io.hongyan.launcher.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.launcher.process.SuitePorts;
import io.hongyan.proto.push.v1.PushDecision;
import io.hongyan.proto.push.v1.PushKind;
import io.hongyan.proto.push.v1.PushOutcome;
import io.hongyan.proto.push.v1.PushReason;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class PushLogTest {

    private static final long NOON = Instant.parse("2026-01-01T12:00:00Z").toEpochMilli();

    @Test
    void eachDecisionIsALineInTheOrderOfTime() {
        PushDecision deferred = decision("a", PushOutcome.PUSH_OUTCOME_DEFERRED, PushReason.PUSH_REASON_QUIET_HOURS)
                .setUntilMs(NOON + 3_600_000)
                .build();
        PushDecision sent = decision("b", PushOutcome.PUSH_OUTCOME_SENT, PushReason.PUSH_REASON_NOT_CONFIRMED)
                .setTimeMs(NOON + 5)
                .setBadge(3)
                .setMessages(2)
                .build();
        PushDecision bundled = decision("c", PushOutcome.PUSH_OUTCOME_SUPPRESSED, PushReason.PUSH_REASON_BUNDLED)
                .setTimeMs(NOON + 6)
                .setToldWith("b")
                .build();
        PushDecision cleared = decision("d", PushOutcome.PUSH_OUTCOME_CLEARED, PushReason.PUSH_REASON_READ)
                .setTimeMs(NOON + 7)
                .setKind(PushKind.PUSH_KIND_CLEAR)
                .build();

        assertThat(new PushLog(ZoneOffset.UTC).lines(List.of(cleared, bundled, sent, deferred)))
                .containsExactly(
                        "01-01 12:00:00.000  phone  #7 of d:ann:bob: deferred until 01-01 13:00:00.000, because quiet hours  [a]",
                        "01-01 12:00:00.005  phone  #7 of d:ann:bob: sent, because not confirmed; 2 messages; badge 3  [b]",
                        "01-01 12:00:00.006  phone  #7 of d:ann:bob: suppressed, because bundled; with b  [c]",
                        "01-01 12:00:00.007  phone  read up to #7 of d:ann:bob: cleared, because read  [d]");
    }

    @Test
    void whatMakesNoSenseIsAnsweredByHowItIsUsed() {
        assertThat(run()).contains("usage: ./hongyan explain push USER");
        assertThat(run("bob", "many")).contains("usage:");
        assertThat(run("bob", "1", "2")).contains("usage:");
        assertThat(run("bob", "--message")).contains("--message MESSAGE_ID [--device DEVICE]");
        assertThat(run("--message", "d:ann:bob#7")).contains("usage:");
        assertThat(run("bob", "--message", "d:ann:bob#7", "phone")).contains("usage:");
        assertThat(run("bob", "--message", "d:ann:bob#7", "--divice", "phone")).contains("usage:");
    }

    private static String run(String... args) {
        var out = new ByteArrayOutputStream();
        int code = PushLog.run(
                List.of(args),
                "localhost:1",
                SuitePorts.free(),
                InstantSource.system(),
                new PrintStream(out, true, UTF_8));
        assertThat(code).isEqualTo(2);
        return out.toString(UTF_8);
    }

    private static PushDecision.Builder decision(String id, PushOutcome outcome, PushReason reason) {
        return PushDecision.newBuilder()
                .setDecisionId(id)
                .setUserId("bob")
                .setDeviceId("phone")
                .setConversationId("d:ann:bob")
                .setSeq(7)
                .setOutcome(outcome)
                .setReason(reason)
                .setTimeMs(NOON)
                .setKind(PushKind.PUSH_KIND_MESSAGE);
    }
}
