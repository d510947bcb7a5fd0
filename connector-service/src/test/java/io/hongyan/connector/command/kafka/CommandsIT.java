package io.hongyan.connector.command.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.hongyan.connector.suite.RecordingSession;
import io.hongyan.connector.suite.WithSuite;
import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.client.v1.Arrange;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Delivered;
import io.hongyan.proto.client.v1.Send;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.commands.v1.Accepted;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.MarkDelivered;
import io.hongyan.proto.commands.v1.Refused;
import io.hongyan.proto.commands.v1.Reply;
import io.hongyan.proto.commands.v1.ReplyTo;
import io.hongyan.proto.commands.v1.SendMessage;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.conversations.v1.ListPinsRequest;
import io.hongyan.proto.conversations.v1.ListPinsResponse;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.moderation.v1.CheckRequest;
import io.hongyan.proto.moderation.v1.CheckResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CommandsIT extends WithSuite {

    private static final Content HELLO = Content.newBuilder().setText("hello").build();

    @Inject
    MeterRegistry meters;

    @Test
    void sendIsAckedOnceTheReplyIsThere() {
        RecordingSession ann = online("ann", "phone");

        var sent = suite.handle(ann, send("c1"));
        Command command = command(ann);

        assertThat(command.toBuilder().clearReceivedMs().build())
                .isEqualTo(Command.newBuilder()
                        .setConversationId("d:ann:bob")
                        .setActor(Actor.newBuilder()
                                .setUserId("ann")
                                .setDeviceId("phone")
                                .setSessionId(ann.identity().sessionId()))
                        .setReplyTo(ReplyTo.newBuilder()
                                .setSlot(slot().number())
                                .setBootId(slot().bootId())
                                .setCorrelationId(command.getReplyTo().getCorrelationId()))
                        .setSendMessage(SendMessage.newBuilder()
                                .setClientMessageId("c1")
                                .setContent(HELLO))
                        .build());
        assertThat(sent.toCompletableFuture()).isNotDone();
        reply(accepted(command));
        assertThat(answer(sent))
                .isEqualTo(ServerFrame.newBuilder()
                        .setAck(Ack.newBuilder()
                                .setConversationId("d:ann:bob")
                                .setSeq(7)
                                .setTimeMs(1234))
                        .build());
    }

    @Test
    void commandIsKeyedByConversationAndCarriesCloudEvents() {
        RecordingSession ann = online("ann", "phone");

        suite.handle(ann, send("c2"));

        Command command = command(ann);
        var record = log.raw(Topics.COMMANDS).stream()
                .filter(raw -> Arrays.equals(raw.value(), command.toByteArray()))
                .findFirst()
                .orElseThrow();
        assertThat(record.key()).isEqualTo("d:ann:bob");
        assertThat(CloudEvents.text(record.headers(), "ce_type")).isEqualTo("hongyan.commands.v1.Command");
        assertThat(CloudEvents.text(record.headers(), "ce_source")).isEqualTo("/hongyan/connector");
        assertThat(CloudEvents.text(record.headers(), "ce_id")).isNotBlank();
        assertThat(CloudEvents.traceparent(record.headers())).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    @Test
    void pinningAsksFirstWhetherThereIsRoom() {
        RecordingSession ann = online("ann", "phone");
        doubles.answer(
                ListPinsRequest.class,
                ListPinsResponse.newBuilder()
                        .addAllConversationIds(IntStream.range(0, 100)
                                .mapToObj(i -> "d:ann:u" + i)
                                .toList())
                        .build());

        var refused = failure(suite.handle(ann, pin("d:ann:bob", true)));
        var again = suite.handle(ann, pin("d:ann:u7", true));
        Command command = command(ann);
        reply(accepted(command));

        assertThat(refused.getCode()).isEqualTo(ErrorCode.ERROR_CODE_LIMIT_REACHED);
        assertThat(refused.getRetry()).isFalse();
        assertThat(command.getArrange().getPinned()).isTrue();
        assertThat(answer(again).getAck().getSeq()).isEqualTo(7);
        assertThat(doubles.asked(ListPinsRequest.class)).hasSize(2);
    }

    @Test
    void rubbishIsRefusedBeforeAnybodyIsAsked() {
        RecordingSession ann = online("ann", "phone");

        var error = failure(suite.handle(ann, pin("d:nonsense", true)));

        assertThat(error.getCode()).isEqualTo(ErrorCode.ERROR_CODE_INVALID_ARGUMENT);
        assertThat(doubles.asked(ListPinsRequest.class)).isEmpty();
    }

    private static ClientFrame pin(String conversationId, boolean pinned) {
        return ClientFrame.newBuilder()
                .setArrange(
                        Arrange.newBuilder().setConversationId(conversationId).setPinned(pinned))
                .build();
    }

    @Test
    void refusalTellsCodeAndSentence() {
        RecordingSession ann = online("ann", "phone");

        var sent = suite.handle(ann, send("c3"));
        reply(replyTo(command(ann))
                .setRefused(Refused.newBuilder()
                        .setCode(ErrorCode.ERROR_CODE_BLOCKED)
                        .setMessage("bob does not want to hear from ann."))
                .build());

        var error = failure(sent);
        assertThat(error.getCode()).isEqualTo(ErrorCode.ERROR_CODE_BLOCKED);
        assertThat(error.getMessage()).isEqualTo("bob does not want to hear from ann.");
        assertThat(error.getRetry()).isFalse();
    }

    @Test
    void whatTheModeratorRefusesIsNotSaidAndTheSenderIsToldWhy() {
        RecordingSession ann = online("ann", "phone");
        doubles.answer(
                CheckRequest.class,
                CheckResponse.newBuilder()
                        .setRefused(io.hongyan.proto.moderation.v1.Refused.newBuilder()
                                .setReason("Be kind."))
                        .build());

        var error = failure(suite.handle(ann, send("c-rude")));

        assertThat(error.getCode()).isEqualTo(ErrorCode.ERROR_CODE_CONTENT_REFUSED);
        assertThat(error.getMessage()).isEqualTo("Be kind.");
        assertThat(error.getRetry()).isFalse();
        assertThat(doubles.asked(CheckRequest.class))
                .last()
                .isEqualTo(CheckRequest.newBuilder()
                        .setConversationId("d:ann:bob")
                        .setSenderId("ann")
                        .setDeviceId("phone")
                        .setClientMessageId("c-rude")
                        .setContent(HELLO)
                        .build());
        doubles.fail(CheckRequest.class, Status.UNAVAILABLE);
        assertThat(failure(suite.handle(ann, send("c-down"))).getCode()).isEqualTo(ErrorCode.ERROR_CODE_UNAVAILABLE);
    }

    @Test
    void answersAreCountedByHowLongTheyTook() {
        RecordingSession ann = online("ann", "phone");

        var sent = suite.handle(ann, send("c-timed"));
        reply(accepted(command(ann)));
        answer(sent);

        var snapshot = meters.get("hongyan.command.duration")
                .tags("kind", "send", "outcome", "ACCEPTED")
                .timer()
                .takeSnapshot();
        assertThat(snapshot.histogramCounts())
                .extracting(bucket -> bucket.bucket(TimeUnit.MILLISECONDS))
                .containsSubsequence(50.0, 100.0, 250.0, 500.0, 1_000.0, 2_500.0, 5_000.0);
        assertThat(snapshot.histogramCounts()[snapshot.histogramCounts().length - 1].count())
                .isPositive();
    }

    @Test
    void withoutReplyItTimesOutAndALateOneIsIgnoredAndCounted() {
        RecordingSession ann = online("ann", "phone");
        double before = ignored("not_awaited");

        var error = failure(suite.handle(ann, send("c4")));
        reply(accepted(command(ann)));

        assertThat(error.getCode()).isEqualTo(ErrorCode.ERROR_CODE_TIMEOUT);
        assertThat(error.getRetry()).isTrue();
        await().untilAsserted(() -> assertThat(ignored("not_awaited")).isEqualTo(before + 1));
    }

    @Test
    void replyThatComesTwiceAnswersOnce() {
        RecordingSession ann = online("ann", "phone");
        double before = ignored("not_awaited");

        var sent = suite.handle(ann, send("c5"));
        Reply reply = accepted(command(ann));
        reply(reply);
        reply(reply);

        assertThat(answer(sent).getAck().getSeq()).isEqualTo(7);
        await().untilAsserted(() -> assertThat(ignored("not_awaited")).isEqualTo(before + 1));
    }

    @Test
    void replyToAnotherLifeIsIgnored() {
        RecordingSession ann = online("ann", "phone");
        double before = ignored("other_life");

        var sent = suite.handle(ann, send("c6"));
        Reply reply = accepted(command(ann));
        reply(reply.toBuilder()
                .setReplyTo(reply.getReplyTo().toBuilder().setBootId("another"))
                .setAccepted(Accepted.newBuilder().setSeq(99))
                .build());
        await().untilAsserted(() -> assertThat(ignored("other_life")).isEqualTo(before + 1));
        reply(reply);

        assertThat(answer(sent).getAck().getSeq()).isEqualTo(7);
    }

    @Test
    void replyCountsOnceItIsCommitted() {
        RecordingSession ann = online("ann", "phone");
        Reply unknown = accepted(Command.newBuilder()
                .setReplyTo(ReplyTo.newBuilder().setBootId(slot().bootId()))
                .build());
        Runnable commit =
                log.writeUncommitted(Topics.REPLIES, slot().number(), unknown); // the next ones wait behind it

        var sent = suite.handle(ann, send("c9"));
        reply(accepted(command(ann)));

        await().during(Duration.ofMillis(200))
                .until(() -> !sent.toCompletableFuture().isDone());
        commit.run();
        assertThat(answer(sent).getAck().getSeq()).isEqualTo(7);
    }

    @Test
    void poisonAmongTheRepliesIsADeadLetterAndStopsNothing() {
        RecordingSession ann = online("ann", "phone");
        int before = log.raw(Topics.deadLetters(Topics.REPLIES)).size();

        log.write(Topics.REPLIES, slot().number(), null, new byte[] {-1, -1, -1});
        log.write(Topics.REPLIES, slot().number(), null, Reply.getDefaultInstance());
        var sent = suite.handle(ann, send("c7"));
        reply(accepted(command(ann)));

        assertThat(answer(sent).getAck().getSeq()).isEqualTo(7);
        await().until(() -> log.raw(Topics.deadLetters(Topics.REPLIES)).size() == before + 2);
    }

    @Test
    void nonsenseIsRefusedWithoutTheLog() {
        RecordingSession ann = online("ann", "phone");

        var error = refused(
                ann,
                ClientFrame.newBuilder()
                        .setSend(Send.newBuilder()
                                .setToUserId("ann")
                                .setClientMessageId("c8")
                                .setContent(HELLO)));

        assertThat(error.getCode()).isEqualTo(ErrorCode.ERROR_CODE_INVALID_ARGUMENT);
        assertThat(commands(ann)).isEmpty();
    }

    @Test
    void confirmationsInTheBackgroundBecomeOne() {
        RecordingSession ann = online("ann", "phone").inBackground();

        for (int seq = 1; seq <= 20; seq++) {
            assertThat(ask(ann, delivered(seq))).isEqualTo(ServerFrame.getDefaultInstance());
        }

        assertThat(command(ann).getMarkDelivered())
                .isEqualTo(MarkDelivered.newBuilder().setSeq(20).build());
        assertThat(command(ann).hasReplyTo()).isFalse();
        assertThat(commands(ann)).hasSize(1);
    }

    @Test
    void confirmationInTheForegroundGoesAtOnceAndFurtherOnesBecomeOne() {
        RecordingSession ann = online("ann", "phone");

        for (int seq = 1; seq <= 20; seq++) {
            ask(ann, delivered(seq));
        }

        await().until(() -> commands(ann).size() == 2);
        assertThat(commands(ann))
                .extracting(Command::getMarkDelivered)
                .containsExactly(
                        MarkDelivered.newBuilder().setSeq(1).setForeground(true).build(),
                        MarkDelivered.newBuilder()
                                .setSeq(20)
                                .setForeground(true)
                                .build());
    }

    private double ignored(String reason) {
        return meters.counter("hongyan.command.replies.ignored", "reason", reason)
                .count();
    }

    private static ClientFrame send(String clientId) {
        return ClientFrame.newBuilder()
                .setSend(Send.newBuilder()
                        .setToUserId("bob")
                        .setClientMessageId(clientId)
                        .setContent(HELLO))
                .build();
    }

    private static ClientFrame.Builder delivered(long seq) {
        return ClientFrame.newBuilder()
                .setDelivered(
                        Delivered.newBuilder().setConversationId("d:ann:bob").setSeq(seq));
    }

    private static Reply accepted(Command command) {
        return replyTo(command)
                .setAccepted(Accepted.newBuilder().setSeq(7).setTimeMs(1234).setRevision(9))
                .build();
    }

    private static Reply.Builder replyTo(Command command) {
        return Reply.newBuilder().setReplyTo(command.getReplyTo()).setConversationId(command.getConversationId());
    }
}
