package io.hongyan.message.unread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.hongyan.eventlog.CloudEvents;
import io.hongyan.message.TestHttp;
import io.hongyan.proto.conversations.v1.ConversationServiceGrpc;
import io.hongyan.proto.conversations.v1.ConversationServiceGrpc.ConversationServiceBlockingStub;
import io.hongyan.proto.conversations.v1.GetTotalsRequest;
import io.hongyan.proto.conversations.v1.GetUnreadRequest;
import io.hongyan.proto.conversations.v1.ListConversationsRequest;
import io.hongyan.proto.conversations.v1.ListConversationsResponse;
import io.hongyan.proto.conversations.v1.ListMembersRequest;
import io.hongyan.proto.conversations.v1.MemberServiceGrpc;
import io.hongyan.proto.conversations.v1.MemberServiceGrpc.MemberServiceBlockingStub;
import io.hongyan.proto.conversations.v1.RevisionReached;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.testkit.KafkaTestResource;
import io.hongyan.testkit.PostgresTestResource;
import io.hongyan.testkit.TestServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
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
class EventFeedIT {

    private static final int PARTITIONS = 4;

    private EventLog log;

    @TestHTTPResource
    URI service;

    private ManagedChannel channel;
    private ConversationServiceBlockingStub conversations;
    private MemberServiceBlockingStub members;

    @BeforeEach
    void connect() {
        log = new EventLog();
        channel = ManagedChannelBuilder.forAddress("localhost", TestServers.grpcPort())
                .usePlaintext()
                .build();
        conversations = ConversationServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
        members = MemberServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void disconnect() {
        log.close();
        channel.shutdownNow();
    }

    /** Aborted transactions leave marks that come in no batch; in every partition, with nothing committed after them. */
    @Test
    void aFreshListComesThoughTheLogEndsInAbortedTransactions() {
        Story story = Story.ofTwo("hal", "ida").send("hal");
        log.commit(story.events());
        Event never = story.send("hal").last();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            log.abort(partition, never);
        }

        ListConversationsResponse ida =
                conversations.listConversations(fresh("ida").build());
        ListConversationsResponse again =
                conversations.listConversations(fresh("ida").build());

        assertThat(ida.getConversations(0).getUnread()).isEqualTo(1);
        assertThat(again).isEqualTo(ida);
    }

    @Test
    void anEventThatDoesNotComeIsWaitedForAndThenTheDeadlineIsExceeded() {
        var request = GetTotalsRequest.newBuilder()
                .addUserIds("ona")
                .setReached(RevisionReached.newBuilder()
                        .setConversationId("d:ona:pat")
                        .setRevision(1))
                .build();

        assertStatus(Status.Code.DEADLINE_EXCEEDED, () -> conversations.getTotals(request));
    }

    @Test
    void poisonGoesToTheDeadLettersAndTheProjectionGoesOn() {
        Story story = Story.ofTwo("tom", "una").send("tom");
        byte[] garbage = {0x0f, 0x01, 0x02};
        log.commitRaw("d:tom:una", garbage);
        log.commitRaw("d:tom:vic", story.last().toByteArray());

        log.commit(story.events());
        var una = conversations.listConversations(fresh("una").build());

        assertThat(una.getUnreadTotal()).isEqualTo(1);
        assertThat(EventLog.deadLetters().stream()
                        .filter(record -> record.key().startsWith("d:tom:"))
                        .map(record -> record.key() + " " + CloudEvents.text(record.headers(), "hongyan-error-code")))
                .containsExactlyInAnyOrder("d:tom:una UNDECODABLE", "d:tom:vic INVALID");
        assertThat(get("/q/health/ready")).containsPattern("\"unread projection\",\\s*\"status\": \"UP\"");
    }

    @Test
    void wrongRequestsAreTold() {
        assertInvalid(
                "user_id",
                () -> conversations.listConversations(fresh("no spaces").build()));
        assertInvalid(
                "page_size",
                () -> conversations.listConversations(
                        fresh("wim").setPageSize(201).build()));
        assertInvalid(
                "page_token",
                () -> conversations.listConversations(
                        fresh("wim").setPageToken("garbage!").build()));
        assertInvalid(
                "conversation_ids",
                () -> conversations.getUnread(
                        GetUnreadRequest.newBuilder().setUserId("wim").build()));
        assertInvalid("user_ids", () -> conversations.getTotals(GetTotalsRequest.getDefaultInstance()));
        assertInvalid("conversation_id", () -> members.listMembers(ListMembersRequest.getDefaultInstance()));
    }

    @Test
    void metricsSayWhatIsDoneAndHowLongItTakes() {
        log.commit(Story.ofTwo("xia", "yan").send("xia").events());
        conversations.listConversations(fresh("yan").build());

        assertThat(get("/q/metrics").lines().filter(line -> line.startsWith("hongyan_unread")))
                .asString()
                .contains(
                        "hongyan_unread_apply_seconds_count",
                        "hongyan_unread_batch_events_count",
                        "hongyan_unread_lag_seconds_count",
                        "hongyan_unread_wait_seconds_count{for=\"position\",outcome=\"reached\"",
                        "hongyan_unread_waiters{for=\"revision\"",
                        "hongyan_unread_query_seconds_count{code=\"OK\",rpc=\"ListConversations\"");
    }

    private String get(String path) {
        return TestHttp.get(service.resolve(path)).body();
    }

    private static void assertInvalid(String field, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageStartingWith("INVALID_ARGUMENT")
                .hasMessageContaining(field);
    }

    private static void assertStatus(Status.Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failure -> assertThat(failure.getStatus().getCode()).isEqualTo(code));
    }

    private static ListConversationsRequest.Builder fresh(String user) {
        return ListConversationsRequest.newBuilder().setUserId(user).setFresh(true);
    }
}
