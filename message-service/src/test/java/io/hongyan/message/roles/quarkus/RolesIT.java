package io.hongyan.message.roles.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.hongyan.message.RouterAndApi;
import io.hongyan.message.SuiteDouble;
import io.hongyan.message.TestHttp;
import io.hongyan.proto.messaging.v1.MessagingServiceGrpc;
import io.hongyan.proto.messaging.v1.SendRequest;
import io.hongyan.proto.signals.v1.SendTypingRequest;
import io.hongyan.proto.signals.v1.SignalServiceGrpc;
import io.hongyan.testkit.TestServers;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
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
