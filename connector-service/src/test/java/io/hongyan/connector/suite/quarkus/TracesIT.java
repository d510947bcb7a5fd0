package io.hongyan.connector.suite.quarkus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hongyan.connector.suite.RecordingSession;
import io.hongyan.connector.suite.WithSuite;
import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.HistoryRequest;
import io.hongyan.proto.client.v1.Send;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.TypingSignal;
import io.hongyan.proto.commands.v1.Accepted;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.Reply;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.deliveries.v1.DeliveryRecord;
import io.hongyan.testkit.SpanLog;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** With tracing switched on. Frames come on bare event loops, as sockets bring them. */
@QuarkusTest
class TracesIT extends WithSuite {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @Inject
    SpanLog spans;

    @Inject
    Vertx vertx;

    @Test
    void frameBeginsATraceThatItsCommandCarries() {
        RecordingSession ann = online("ann", "phone");

        var sent = onEventLoop(
                ann,
                ClientFrame.newBuilder()
                        .setSend(Send.newBuilder()
                                .setToUserId("bob")
                                .setClientMessageId("t1")
                                .setContent(Content.newBuilder().setText("secret words"))));
        Command command = command(ann);
        reply(Reply.newBuilder()
                .setReplyTo(command.getReplyTo())
                .setAccepted(Accepted.newBuilder().setSeq(7))
                .build());
        answer(sent);

        String[] carried = traceparent(command).split("-");
        await().until(() -> spans.of(carried[1]).size() == 3);
        SpanData asked = spans.of(carried[1]).get(0);
        SpanData written = spans.of(carried[1]).get(1);
        SpanData frame = spans.of(carried[1]).get(2);
        assertThat(List.of(asked.getName(), written.getName(), frame.getName()))
                .isEqualTo(List.of("hongyan.moderation.v1.ModerationService/Check", "command send", "frame send"));
        assertThat(asked.getParentSpanId()).isEqualTo(frame.getSpanId());
        assertThat(written.getSpanId()).isEqualTo(carried[2]);
        assertThat(written.getParentSpanId()).isEqualTo(frame.getSpanId());
        assertThat(frame.getParentSpanContext().isValid()).isFalse();
        assertThat(written.getAttributes().get(AttributeKey.stringKey("hongyan.conversation")))
                .isEqualTo("d:ann:bob");
        assertThat(written.getAttributes().get(AttributeKey.longKey("hongyan.seq")))
                .isEqualTo(7);
        assertThat(asked.toString() + written + frame).doesNotContain("secret words");
    }

    @Test
    void questionToAnotherServiceIsWithinItsFrame() {
        RecordingSession ann = online("ann", "phone");

        answer(onEventLoop(
                ann,
                ClientFrame.newBuilder().setHistory(HistoryRequest.newBuilder().setConversationId("d:ann:bob"))));

        await().until(() -> !spans.named("frame history").isEmpty());
        SpanData frame = spans.named("frame history").getLast();
        await().until(() -> spans.of(frame.getTraceId()).size() == 2);
        SpanData call = spans.of(frame.getTraceId()).stream()
                .filter(span -> !span.equals(frame))
                .findFirst()
                .orElseThrow();
        assertThat(call.getName()).isEqualTo("hongyan.history.v1.HistoryService/GetEvents");
        assertThat(call.getParentSpanId()).isEqualTo(frame.getSpanId());
    }

    @Test
    void deliveryContinuesTheTraceOfItsRecord() {
        RecordingSession ann = online("ann", "phone");
        var delivery = DeliveryRecord.newBuilder()
                .setBootId(slot().bootId())
                .addSessionIds(ann.identity().sessionId())
                .setConversationId("d:ann:bob")
                .setSeq(9)
                .setFrame(ServerFrame.newBuilder()
                        .setTyping(TypingSignal.newBuilder().setUserId("bob"))
                        .build()
                        .toByteString());
        var record = new ProducerRecord<String, byte[]>(
                Topics.DELIVERIES, slot().number(), null, delivery.build().toByteArray());
        record.headers().add("traceparent", ("00-" + TRACE + "-b7ad6b7169203331-01").getBytes(UTF_8));

        log.write(record);

        await().until(() -> !spans.of(TRACE).isEmpty());
        SpanData delivered = spans.of(TRACE).getFirst();
        assertThat(delivered.getName()).isEqualTo("deliver");
        assertThat(delivered.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(delivered.getAttributes().get(AttributeKey.longKey("hongyan.seq")))
                .isEqualTo(9);
    }

    private CompletableFuture<ServerFrame> onEventLoop(RecordingSession session, ClientFrame.Builder frame) {
        var answered = new CompletableFuture<ServerFrame>();
        vertx.getOrCreateContext()
                .runOnContext(_ -> suite.handle(session, frame.build()).whenComplete((answer, failure) -> {
                    if (failure == null) {
                        answered.complete(answer);
                    } else {
                        answered.completeExceptionally(failure);
                    }
                }));
        return answered;
    }

    private String traceparent(Command command) {
        var record = log.raw(Topics.COMMANDS).stream()
                .filter(raw -> Arrays.equals(raw.value(), command.toByteArray()))
                .findFirst()
                .orElseThrow();
        return String.valueOf(CloudEvents.traceparent(record.headers()));
    }
}
