package io.hongyan.message.unread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.hongyan.proto.conversations.v1.RevisionReached;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.explain.v1.ExplainServiceGrpc;
import io.hongyan.proto.explain.v1.ExplainServiceGrpc.ExplainServiceBlockingStub;
import io.hongyan.proto.explain.v1.ExplainUnreadRequest;
import io.hongyan.proto.explain.v1.ExplainUnreadResponse;
import io.hongyan.proto.explain.v1.GetProjectedRequest;
import io.hongyan.proto.explain.v1.GetProjectedResponse;
import io.hongyan.proto.explain.v1.ProjectionServiceGrpc;
import io.hongyan.proto.explain.v1.ProjectionServiceGrpc.ProjectionServiceBlockingStub;
import io.hongyan.proto.explain.v1.UnreadExplanation;
import io.hongyan.proto.explain.v1.UnreadMessage;
import io.hongyan.testkit.KafkaTestResource;
import io.hongyan.testkit.PostgresTestResource;
import io.hongyan.testkit.TestServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(
        value = KafkaTestResource.class,
        initArgs = @ResourceArg(name = "topics", value = "hongyan.events.v1:4,hongyan.events.v1.dlq:1"))
@SuppressWarnings("NullAway.Init") // stubs are there from @BeforeEach on
class ExplainIT {

    private EventLog log;
    private ManagedChannel channel;
    private ExplainServiceBlockingStub explain;
    private ProjectionServiceBlockingStub projection;

    @BeforeEach
    void connect() {
        log = new EventLog();
        channel = ManagedChannelBuilder.forAddress("localhost", TestServers.grpcPort())
                .usePlaintext()
                .build();
        explain = ExplainServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
        projection = ProjectionServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void disconnect() {
        log.close();
        channel.shutdownNow();
    }

    @Test
    void aFreshExplanationNamesEveryMessageAndTheRecordThatMovedTheCursor() {
        Story story =
                Story.ofTwo("uma", "vic").send("uma").send("uma").send("vic").send("uma");
        for (Event event : story.events()) {
            log.commit(List.of(event));
        }
        Event read = story.read("vic", 1).last();
        log.commit(List.of(read));

        ExplainUnreadResponse answer =
                explain.explainUnread(question("vic").setFresh(true).build());

        UnreadExplanation only = answer.getConversations(0);
        assertThat(answer.getTotal()).isEqualTo(2);
        assertThat(answer.getRecountedTotal()).isEqualTo(2);
        assertThat(answer.getAgrees()).isTrue();
        assertThat(only.getUnread()).isEqualTo(2);
        assertThat(only.getMessagesList().stream().map(UnreadMessage::getSeq)).containsExactly(2L, 4L);
        assertThat(only.getMovedBy().getRevision()).isEqualTo(read.getRevision());
        assertThat(only.getMovedBy().getTimeMs()).isEqualTo(read.getTimeMs());
        assertThat(only.getMovedBy().getOffset()).isGreaterThanOrEqualTo(8); // five transactions, with their marks
        assertThat(answer.getNextPageToken()).isEmpty();
    }

    @Test
    void conversationsTurnPageByPage() {
        for (String other : List.of("x1", "x2", "x3")) {
            log.commit(Story.ofTwo("wes", other).send(other).events());
        }

        ExplainUnreadResponse first = explain.explainUnread(
                question("wes").setFresh(true).setPageSize(2).build());
        ExplainUnreadResponse second = explain.explainUnread(question("wes")
                .setPageSize(2)
                .setPageToken(first.getNextPageToken())
                .build());

        assertThat(first.getConversationsList().stream().map(UnreadExplanation::getConversationId))
                .containsExactly("d:wes:x1", "d:wes:x2");
        assertThat(second.getConversationsList().stream().map(UnreadExplanation::getConversationId))
                .containsExactly("d:wes:x3");
        assertThat(second.getNextPageToken()).isEmpty();
        assertThat(second.getTotal()).isEqualTo(3);
    }

    @Test
    void aProjectedMessageIsToldWithItsTime() {
        Story story = Story.ofTwo("yan", "zoe").send("yan").send("yan");
        log.commit(story.events());
        explain.explainUnread(question("zoe")
                .setReached(RevisionReached.newBuilder()
                        .setConversationId(story.id())
                        .setRevision(2))
                .build());

        GetProjectedResponse second = projection.getProjected(projected(story.id(), 2));
        GetProjectedResponse third = projection.getProjected(projected(story.id(), 3));

        assertThat(second.getHeadSeq()).isEqualTo(2);
        assertThat(second.getStored()).isTrue();
        assertThat(second.hasWrittenMs()).isTrue();
        assertThat(third)
                .isEqualTo(GetProjectedResponse.newBuilder().setHeadSeq(2).build());
    }

    @Test
    void questionsThatMakeNoSenseAreRefused() {
        assertInvalid(() -> explain.explainUnread(question("no user").build()));
        assertInvalid(() -> explain.explainUnread(
                question("uma").setConversationId("d:vic:uma").build()));
        assertInvalid(() -> explain.explainUnread(question("uma").setAfterSeq(1).build()));
        assertInvalid(
                () -> explain.explainUnread(question("uma").setPageSize(41).build()));
        assertInvalid(() ->
                explain.explainUnread(question("uma").setMessagesMax(1_001).build()));
        assertInvalid(
                () -> explain.explainUnread(question("uma").setPageToken("???").build()));
        assertInvalid(() -> projection.getProjected(projected("d:uma:vic", 0)));
        assertInvalid(() -> projection.getProjected(projected("nowhere", 1)));
    }

    private static void assertInvalid(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failure -> assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
    }

    private static ExplainUnreadRequest.Builder question(String user) {
        return ExplainUnreadRequest.newBuilder().setUserId(user);
    }

    private static GetProjectedRequest projected(String conversationId, long seq) {
        return GetProjectedRequest.newBuilder()
                .setConversationId(conversationId)
                .setSeq(seq)
                .build();
    }
}
