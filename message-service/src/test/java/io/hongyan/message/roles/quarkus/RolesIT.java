package io.hongyan.message.roles.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.hongyan.eventlog.Topics;
import io.hongyan.message.RouterAndApi;
import io.hongyan.message.SuiteDouble;
import io.hongyan.message.TestHttp;
import io.hongyan.message.TestLog;
import io.hongyan.message.router.Events;
import io.hongyan.proto.messaging.v1.MessagingServiceGrpc;
import io.hongyan.proto.messaging.v1.SendRequest;
import io.hongyan.proto.signals.v1.SendTypingRequest;
import io.hongyan.proto.signals.v1.SignalServiceGrpc;
import io.hongyan.testkit.SpanLog;
import io.hongyan.testkit.TestServers;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.Test;

/** A process with the role unread only: what belongs to other roles rests. */
@QuarkusTest
@TestProfile(RolesIT.UnreadAlone.class)
class RolesIT {

    /** Everything as for the others, but the role. */
    public static final class UnreadAlone extends RouterAndApi {

        @Override
        protected String roles() {
            return "unread";
        }
    }

    SuiteDouble suite = new SuiteDouble();

    @Inject
    SpanLog spans;

    @TestHTTPResource("/v1/messages")
    URI messages;

    @TestHTTPResource("/q/health/ready")
    URI ready;

    @Test
    void topicsAndSlotsOfOtherRolesAreLeftAlone() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka()))) {
            List<String> groups = admin.listGroups().all().get().stream()
                    .map(GroupListing::groupId)
                    .toList();

            assertThat(groups).doesNotContain("hongyan-router");
        }
        assertThat(suite.lives()).isEmpty();
        assertThat(TestHttp.get(ready).body())
                .contains("\"router\"", "\"slot\"")
                .doesNotContain("waiting-for");
    }

    @Test
    void tracedEventIsFollowedIntoTheCounts() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        try (var events = new TestLog(Topics.EVENTS)) {
            events.append(
                    "d:zed:zoe",
                    Events.sent("d:zed:zoe", 1, "zoe", "z1").toByteArray(),
                    "00-" + trace + "-00f067aa0ba902b7-01");
        }

        await().until(() -> !named("unread", trace).isEmpty());
        assertThat(named("unread", trace).getFirst().getParentSpanId()).isEqualTo("00f067aa0ba902b7");
    }

    private List<SpanData> named(String name, String trace) {
        return spans.of(trace).stream()
                .filter(span -> span.getName().equals(name))
                .toList();
    }

    @Test
    void doorsOfOtherRolesSayThatTheyAreNotHere() {
        ManagedChannel channel = ManagedChannelBuilder.forAddress("localhost", TestServers.grpcPort())
                .usePlaintext()
                .build();
        try {
            assertThatThrownBy(() -> SignalServiceGrpc.newBlockingStub(channel)
                            .sendTyping(SendTypingRequest.getDefaultInstance()))
                    .hasMessage("UNIMPLEMENTED: This process does not have the role router.");
            assertThatThrownBy(
                            () -> MessagingServiceGrpc.newBlockingStub(channel).send(SendRequest.getDefaultInstance()))
                    .hasMessage("UNIMPLEMENTED: This process does not have the role api.");
        } finally {
            channel.shutdownNow();
        }
        var posted = TestHttp.postJson(messages, "{}");
        assertThat(posted.statusCode()).isEqualTo(503);
        assertThat(posted.body()).contains("This process does not have the role api.");
    }
}
