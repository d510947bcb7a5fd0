package io.hongyan.history.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.hongyan.embedded.KafkaTopic;
import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.proto.explain.v1.GetProjectedRequest;
import io.hongyan.proto.explain.v1.GetProjectedResponse;
import io.hongyan.proto.explain.v1.ProjectionServiceGrpc;
import io.hongyan.proto.history.v1.GetEventsRequest;
import io.hongyan.proto.history.v1.HistoryServiceGrpc;
import io.hongyan.proto.history.v1.SyncPosition;
import io.hongyan.proto.history.v1.SyncRequest;
import io.hongyan.testkit.KafkaTestResource;
import io.hongyan.testkit.PostgresTestResource;
import io.hongyan.testkit.SpanLog;
import io.hongyan.testkit.TestServers;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service on a real log and a real database, asked through its gRPC door. */
@QuarkusTest
@WithTestResource(HistoryIT.Log.class)
@WithTestResource(PostgresTestResource.class)
@WithTestResource(HistoryIT.Traced.class)
class HistoryIT {

    /** The topics this service touches. */
    public static final class Log extends KafkaTestResource {
        @Override
        protected List<KafkaTopic> topics() {
            return List.of(KafkaTopic.of(Topics.EVENTS, 4), KafkaTopic.of(Topics.deadLetters(Topics.EVENTS), 1));
        }
    }

    /** Tracing is on: everything works with it, too. */
    public static final class Traced implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            return Map.of("quarkus.otel.sdk.disabled", "false");
        }

        @Override
        public void stop() {
            // There is nothing to stop.
        }
    }

    @Inject
    SpanLog spans;

    private ManagedChannel channel;
    private HistoryServiceGrpc.HistoryServiceBlockingStub history;
    private KafkaProducer<String, byte[]> producer;

    @BeforeEach
    void connect() {
        channel = ManagedChannelBuilder.forAddress("localhost", TestServers.grpcPort())
                .usePlaintext()
                .build();
        history = HistoryServiceGrpc.newBlockingStub(channel);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.kafka()), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void disconnect() {
        producer.close();
        channel.shutdownNow();
    }

    @Test
    void whatIsInTheLogCanBeReadByWhoeverIsInTheConversation() {
        write(message("d:ann:ben", 1, "hello"));
        write(message("d:ann:ben", 2, "again"));

        var page = history.getEvents(GetEventsRequest.newBuilder()
                .setUserId("ben")
                .setConversationId("d:ann:ben")
                .setAfterSeq(0)
                .setAtLeastSeq(2)
                .build());

        assertThat(page.getEventsList())
                .isEqualTo(List.of(message("d:ann:ben", 1, "hello"), message("d:ann:ben", 2, "again")));
        assertThat(page.getHeadSeq()).isEqualTo(2);
        assertThat(page.getFirstSeq()).isEqualTo(1);
        assertThat(page.getMore()).isFalse();
    }

    @Test
    void whoTracesAnEventIsToldSinceWhenItIsArchived() {
        write(message("d:ann:lou", 1, "secret words"));
        history.getEvents(GetEventsRequest.newBuilder()
                .setUserId("lou")
                .setConversationId("d:ann:lou")
                .setAtLeastSeq(1)
                .build());
        var projection = ProjectionServiceGrpc.newBlockingStub(channel);

        var first = projection.getProjected(projected("d:ann:lou", 1));
        var second = projection.getProjected(projected("d:ann:lou", 2));
        var nonsense = catchThrowableOfType(
                StatusRuntimeException.class, () -> projection.getProjected(projected("d:ann:lou", 0)));

        assertThat(first.getHeadSeq()).isEqualTo(1);
        assertThat(first.getStored()).isTrue();
        assertThat(first.hasWrittenMs()).isTrue();
        assertThat(first.getRecalled()).isFalse();
        assertThat(second)
                .isEqualTo(GetProjectedResponse.newBuilder().setHeadSeq(1).build());
        assertThat(nonsense.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void tracedEventIsFollowedIntoTheArchive() throws Exception {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        Event event = message("d:sam:tom", 1, "secret words");
        var record = new ProducerRecord<>(Topics.EVENTS, event.getConversationId(), event.toByteArray());
        record.headers().add("traceparent", ("00-" + trace + "-00f067aa0ba902b7-01").getBytes(UTF_8));

        producer.send(record).get();

        await().until(() ->
                spans.of(trace).stream().anyMatch(span -> span.getName().equals("archive")));
        SpanData archived = spans.of(trace).stream()
                .filter(span -> span.getName().equals("archive"))
                .findFirst()
                .orElseThrow();
        assertThat(archived.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(archived.getAttributes().get(AttributeKey.longKey("hongyan.seq")))
                .isEqualTo(1);
        assertThat(spans.of(trace).toString()).doesNotContain("secret words");
    }

    @Test
    void aRequestWaitsForWhatItKnowsToExist() throws Exception {
        var later = CompletableFuture.supplyAsync(() -> history.getEvents(GetEventsRequest.newBuilder()
                .setUserId("ann")
                .setConversationId("d:ann:cat")
                .setBeforeSeq(0)
                .setAtLeastSeq(1)
                .build()));
        write(message("d:ann:cat", 1, "there you are"));

        assertThat(later.get().getEventsList()).isEqualTo(List.of(message("d:ann:cat", 1, "there you are")));
    }

    @Test
    void whatNeverComesEndsInDeadlineExceeded() {
        assertRefused(
                Status.Code.DEADLINE_EXCEEDED,
                GetEventsRequest.newBuilder()
                        .setUserId("ann")
                        .setConversationId("d:ann:zoe")
                        .setAtLeastSeq(99));
    }

    @Test
    void strangersAreRefused() {
        write(message("d:ann:eve", 1, "psst"));
        await().until(() -> !history.getEvents(GetEventsRequest.newBuilder()
                        .setUserId("ann")
                        .setConversationId("d:ann:eve")
                        .setAtLeastSeq(1)
                        .build())
                .getEventsList()
                .isEmpty());

        assertRefused(
                Status.Code.PERMISSION_DENIED,
                GetEventsRequest.newBuilder().setUserId("mallory").setConversationId("d:ann:eve"));
    }

    @Test
    void badRequestsAreRefusedWithoutWork() {
        assertRefused(
                Status.Code.INVALID_ARGUMENT, GetEventsRequest.newBuilder().setConversationId("d:a:b"));
        assertRefused(
                Status.Code.INVALID_ARGUMENT,
                GetEventsRequest.newBuilder()
                        .setUserId("a")
                        .setConversationId("d:a:b")
                        .setPageSize(201));
        assertRefused( // PostgreSQL cannot take it, and the caller was told INTERNAL
                Status.Code.INVALID_ARGUMENT,
                GetEventsRequest.newBuilder().setUserId("a\0").setConversationId("d:a:b"));
        assertRefused(
                Status.Code.INVALID_ARGUMENT,
                GetEventsRequest.newBuilder().setUserId("a").setConversationId("d:a:" + "b".repeat(65)));
    }

    @Test
    void syncAnswersEachPositionInOrder() {
        write(message("d:ann:fay", 1, "one"));
        write(message("d:ann:fay", 2, "two"));
        write(message("d:ann:gus", 1, "uno"));

        var answer = history.sync(SyncRequest.newBuilder()
                .setUserId("ann")
                .addPositions(
                        SyncPosition.newBuilder().setConversationId("d:ann:gus").setAtLeastSeq(1))
                .addPositions(SyncPosition.newBuilder().setConversationId("d:mallory:zoe"))
                .addPositions(SyncPosition.newBuilder()
                        .setConversationId("d:ann:fay")
                        .setSeq(1)
                        .setAtLeastSeq(2))
                .build());

        assertThat(answer.getConversationsList().stream()
                        .map(conversation -> conversation.getConversationId() + " "
                                + conversation.getEventsList().stream()
                                        .map(Event::getSeq)
                                        .toList())
                        .toList())
                .containsExactly("d:ann:gus [1]", "d:mallory:zoe []", "d:ann:fay [2]");
    }

    @Test
    void poisonLeavesByTheDeadLetterTopicAndTheNextRecordIsArchived() throws Exception {
        write("d:ann:pat", new byte[] {(byte) 0xff, (byte) 0xff});
        write("somebody-else", message("d:ann:pat", 1, "wrong key").toByteArray());
        write(message("d:ann:pat", 1, "fine"));

        var page = history.getEvents(GetEventsRequest.newBuilder()
                .setUserId("ann")
                .setConversationId("d:ann:pat")
                .setAtLeastSeq(1)
                .build());

        assertThat(page.getEventsList()).isEqualTo(List.of(message("d:ann:pat", 1, "fine")));
        await().untilAsserted(() -> assertThat(deadLetters()).contains("UNDECODABLE", "INVALID"));
    }

    private void assertRefused(Status.Code code, GetEventsRequest.Builder request) {
        var refused = catchThrowableOfType(StatusRuntimeException.class, () -> history.getEvents(request.build()));

        assertThat(refused.getStatus().getCode()).isEqualTo(code);
        assertThat(refused.getStatus().getDescription()).isNotBlank();
    }

    private static GetProjectedRequest projected(String conversation, long seq) {
        return GetProjectedRequest.newBuilder()
                .setConversationId(conversation)
                .setSeq(seq)
                .build();
    }

    private void write(Event event) {
        write(event.getConversationId(), event.toByteArray());
    }

    private void write(String key, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(Topics.EVENTS, key, value)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> deadLetters() {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", TestServers.kafka()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partition = new TopicPartition(Topics.deadLetters(Topics.EVENTS), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> codes = new ArrayList<>();
            for (ConsumerRecord<String, byte[]> letter : consumer.poll(Duration.ofSeconds(2))) {
                codes.add(String.valueOf(CloudEvents.text(letter.headers(), "hongyan-error-code")));
            }
            return codes;
        }
    }

    private static Event message(String conversation, long seq, String text) {
        return Event.newBuilder()
                .setConversationId(conversation)
                .setRevision(seq)
                .setSeq(seq)
                .setCseq(seq)
                .setHeadSeq(seq)
                .setActor(Actor.newBuilder().setUserId("ann"))
                .setMessageSent(MessageSent.newBuilder()
                        .setClientMessageId("m" + seq)
                        .setCountable(true)
                        .setContent(Content.newBuilder().setText(text)))
                .build();
    }
}
