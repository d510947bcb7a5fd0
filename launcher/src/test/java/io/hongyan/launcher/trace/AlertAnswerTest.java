package io.hongyan.launcher.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.hongyan.launcher.LauncherException;
import io.hongyan.launcher.process.SuitePorts;
import io.hongyan.proto.push.v1.AlertExplanation;
import io.hongyan.proto.push.v1.AlertObstacle;
import io.hongyan.proto.push.v1.ExplainAlertRequest;
import io.hongyan.proto.push.v1.ExplainAlertResponse;
import io.hongyan.proto.push.v1.ExplanationServiceGrpc;
import io.hongyan.proto.push.v1.NoAlert;
import io.hongyan.proto.push.v1.PushOutcome;
import io.hongyan.proto.push.v1.PushPreview;
import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.proto.push.v1.PushReason;
import io.hongyan.proto.push.v1.RenderedAlert;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertAnswerTest {

    private static final long NOON = Instant.parse("2026-01-01T12:00:00Z").toEpochMilli();
    private static final MessageId.Numbered MESSAGE = new MessageId.Numbered("d:ann:bob", 7);
    private static final ExplainAlertResponse.Builder AT_NOON =
            ExplainAlertResponse.newBuilder().setTimeMs(NOON);

    private final SuitePorts ports = SuitePorts.free();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private volatile ExplainAlertRequest asked = ExplainAlertRequest.getDefaultInstance();

    @Test
    void eachDeviceIsToldWithEverythingThatSpeaksAgainstItAndWhatItWouldBeHanded() {
        var muted = AlertObstacle.newBuilder()
                .setOutcome(PushOutcome.PUSH_OUTCOME_SUPPRESSED)
                .setReason(PushReason.PUSH_REASON_MUTED);
        var quiet = AlertObstacle.newBuilder()
                .setOutcome(PushOutcome.PUSH_OUTCOME_DEFERRED)
                .setReason(PushReason.PUSH_REASON_QUIET_HOURS)
                .setUntilMs(NOON + 3_600_000);
        ExplainAlertResponse answer = AT_NOON.clone()
                .addDevices(AlertExplanation.newBuilder()
                        .setDeviceId("phone")
                        .setDecisionId("id-1")
                        .setOutcome(PushOutcome.PUSH_OUTCOME_SUPPRESSED)
                        .setReason(PushReason.PUSH_REASON_MUTED)
                        .addObstacles(muted)
                        .addObstacles(quiet)
                        .setPutBack("resting")
                        .setPutBackMs(1500)
                        .setAlert(RenderedAlert.newBuilder()
                                .setProvider(PushProvider.PUSH_PROVIDER_WEB_PUSH)
                                .setAppId("com.example.chat")
                                .setLanguage("es")
                                .setPreview(PushPreview.PUSH_PREVIEW_FULL)
                                .setTitle("ann")
                                .setBody("hello")
                                .setBadge(3)
                                .setMessages(2)
                                .putHeaders("Urgency", "high")
                                .putHeaders("TTL", "60")
                                .setPayload("{}")))
                .addDevices(AlertExplanation.newBuilder()
                        .setDeviceId("tablet")
                        .setDecisionId("id-2")
                        .setOutcome(PushOutcome.PUSH_OUTCOME_SUPPRESSED)
                        .setReason(PushReason.PUSH_REASON_REJECTED))
                .build();

        assertThat(new AlertAnswer(ZoneOffset.UTC).lines("bob", MESSAGE, answer))
                .containsExactly(
                        "#7 of d:ann:bob for bob, if it came in now (01-01 12:00:00.000):",
                        "  phone: suppressed, because muted  [id-1]",
                        "    else: deferred until 01-01 13:00:00.000, because quiet hours",
                        "    its provider takes nothing just now: resting, for 1500 ms at least",
                        "    by web push for com.example.chat in es, preview full, badge 3, of 2 messages",
                        "    title \"ann\", subtitle \"\", body \"hello\"",
                        "    TTL: 60",
                        "    Urgency: high",
                        "    {}",
                        "  tablet: suppressed, because rejected  [id-2]",
                        "    nobody here carries the alerts of its app");
    }

    @Test
    void whereThereIsNothingToDecideThatIsSaid() {
        assertThat(new AlertAnswer(ZoneOffset.UTC).lines("bob", MESSAGE, AT_NOON.build()))
                .last()
                .isEqualTo("  the user has no device that can be alerted");
        assertThat(new AlertAnswer(ZoneOffset.UTC)
                        .lines(
                                "bob",
                                MESSAGE,
                                AT_NOON.clone()
                                        .setNoAlert(NoAlert.NO_ALERT_OWN_MESSAGE)
                                        .build()))
                .last()
                .isEqualTo("  nothing is ever decided: the user sent it");
    }

    @Test
    void theServiceIsAskedForTheMessageAndTheDevice() throws IOException {
        Server push = answering(AT_NOON.build());

        int code = run("bob", "--message", "d:ann:bob#7", "--device", "phone");

        push.shutdownNow();
        assertThat(code).isZero();
        assertThat(asked)
                .isEqualTo(ExplainAlertRequest.newBuilder()
                        .setUserId("bob")
                        .setDeviceId("phone")
                        .setConversationId("d:ann:bob")
                        .setSeq(7)
                        .build());
        assertThat(out.toString(UTF_8)).contains("the user has no device");
    }

    @Test
    void whatCannotBeExplainedIsSaidInTheServicesSentence() throws IOException {
        Server push = answering(null);

        assertThatThrownBy(() -> run("bob", "--message", "d:ann:bob#7"))
                .isInstanceOf(LauncherException.class)
                .hasMessage("What has this number is no message.");
        push.shutdownNow();
    }

    @Test
    void withoutAServiceThatIsSaid() {
        assertThatThrownBy(() -> run("bob", "--message", "d:ann:bob#7"))
                .isInstanceOf(LauncherException.class)
                .hasMessageStartingWith("push-service does not explain (UNAVAILABLE");
    }

    private int run(String... words) {
        return PushLog.run(
                List.of(words), "localhost:1", ports, InstantSource.system(), new PrintStream(out, true, UTF_8));
    }

    private Server answering(@Nullable ExplainAlertResponse response) throws IOException {
        return NettyServerBuilder.forAddress(new InetSocketAddress("localhost", ports.pushGrpc()))
                .addService(new ExplanationServiceGrpc.ExplanationServiceImplBase() {
                    @Override
                    public void explainAlert(ExplainAlertRequest request, StreamObserver<ExplainAlertResponse> answer) {
                        asked = request;
                        if (response == null) {
                            answer.onError(Status.NOT_FOUND
                                    .withDescription("What has this number is no message.")
                                    .asRuntimeException());
                        } else {
                            answer.onNext(response);
                            answer.onCompleted();
                        }
                    }
                })
                .build()
                .start();
    }
}
