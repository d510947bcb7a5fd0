package io.hongyan.message.unread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.hongyan.message.TestHttp;
import io.hongyan.proto.conversations.v1.ConversationServiceGrpc;
import io.hongyan.proto.conversations.v1.ListConversationsRequest;
import io.hongyan.testkit.KafkaTestResource;
import io.hongyan.testkit.PostgresTestResource;
import io.hongyan.testkit.TestServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The audit beside a projection that works: on a log written in transactions, by itself, without being called. */
@QuarkusTest
@TestProfile(AuditIT.Often.class)
@WithTestResource(PostgresTestResource.class)
@WithTestResource(
        value = KafkaTestResource.class,
        initArgs = @ResourceArg(name = "topics", value = "hongyan.events.v1:2,hongyan.events.v1.dlq:1"))
@SuppressWarnings("NullAway.Init") // injected
class AuditIT {

    /** A round every tenth of a second. */
    public static final class Often implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("hongyan.message.audit.interval", "100ms");
        }
    }

    @Inject
    Pool pool;

    @TestHTTPResource
    URI service;

    @Test
    void aDamagedCountIsFoundAndMadeGoodWhileMessagesFlow() {
        try (var log = new EventLog()) {
            Story story = Story.ofTwo("kim", "lea").send("kim").send("kim").send("kim");
            log.commit(story.events());
            assertThat(unread("lea")).isEqualTo(3);
            assertThat(metric("hongyan_audit_divergence_total{kind=\"messages\""))
                    .isZero();

            pool.query("UPDATE unread.message SET recalled = true WHERE conversation_id = 'd:kim:lea' AND seq = 2")
                    .execute()
                    .await()
                    .atMost(Duration.ofSeconds(10));

            await().atMost(Duration.ofSeconds(30)).until(() -> {
                log.commit(List.of(story.send("kim").last()));
                return metric("hongyan_audit_repaired_total") == 1;
            });
            assertThat(unread("lea")).isEqualTo(story.head());
            assertThat(metric("hongyan_audit_divergence_total{kind=\"messages\""))
                    .isEqualTo(1);
            assertThat(metric("hongyan_audit_divergence_total{kind=\"conversation\""))
                    .isZero();
            assertThat(metric("hongyan_audit_failed_total")).isZero();
        }
    }

    private double metric(String beginning) {
        return TestHttp.get(service.resolve("/q/metrics"))
                .body()
                .lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    private static long unread(String user) {
        ManagedChannel channel = ManagedChannelBuilder.forAddress("localhost", TestServers.grpcPort())
                .usePlaintext()
                .build();
        try {
            return ConversationServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(20, TimeUnit.SECONDS)
                    .listConversations(ListConversationsRequest.newBuilder()
                            .setUserId(user)
                            .setFresh(true)
                            .build())
                    .getUnreadTotal();
        } finally {
            channel.shutdownNow();
        }
    }
}
