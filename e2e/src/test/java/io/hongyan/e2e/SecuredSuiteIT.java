package io.hongyan.e2e;

import static io.hongyan.e2e.Person.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.hongyan.client.connection.Transport;
import io.hongyan.embedded.DevelopmentAuthority;
import io.hongyan.embedded.ServerTls;
import io.hongyan.proto.presence.v1.LocateRequest;
import io.hongyan.proto.presence.v1.PresenceServiceGrpc;
import io.hongyan.proto.push.v1.PushProvider;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka, PostgreSQL, Redis and gRPC with TLS: everything goes on as usual, and who has no certificate is not answered. */
class SecuredSuiteIT {

    @SuppressWarnings("NullAway.Init") // by start
    private static RunningSuite suite;

    @BeforeAll
    static void start() {
        suite = RunningSuite.secured();
    }

    @AfterAll
    static void stop() throws Exception {
        suite.close();
    }

    @Test
    void messagesHistoryPresenceAndAlertsGoOnAsUsual() {
        String token = "5e".repeat(32);
        try (Person ann = Person.online(suite, RunningSuite.name("ann"), "phone", Transport.TLS);
                Person ben = Person.online(suite, RunningSuite.name("ben"), "phone", Transport.WEBSOCKET_TLS)) {
            String conversation = Person.between(ann, ben);
            join(ben.app().registerPush(PushProvider.PUSH_PROVIDER_APNS, "com.example.app", token)); // push, PostgreSQL
            ann.sayTo(ben, "one"); // Kafka, sequencer, router
            await().until(() -> ben.unread(conversation) == 1); // unread, PostgreSQL
            ben.goOffline();
            ann.sayTo(ben, "two");

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> suite.notifications(token).size() == 1); // presence, Redis
            try (Person tablet = Person.online(suite, ben.id, "tablet", Transport.TCP)) {
                assertThat(tablet.texts(conversation)).containsExactly("one", "two"); // history, PostgreSQL
            }
        }
    }

    @Test
    void whoHasNoCertificateOfOursIsNotAnswered(@TempDir Path stranger) throws Exception {
        Path ours = suite.suite().layout().peers();
        DevelopmentAuthority.Identity service = ServerTls.identity(ours, "message");
        DevelopmentAuthority.Identity forged =
                DevelopmentAuthority.make(Instant.now()).issue(stranger, "message", Instant.now());

        assertThat(locate(service)).isEqualTo(Status.Code.OK);
        assertThat(locate(forged)).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(locate(null)).isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void databasesTakeNobodyInTheClear() {
        String address = "jdbc:postgresql://localhost:%d/hongyan_push?sslmode=disable"
                .formatted(suite.ports().postgres());

        assertThatThrownBy(() -> DriverManager.getConnection(address, "hongyan_push", "hongyan_push"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("no encryption");
    }

    private static Status.Code locate(DevelopmentAuthority.@Nullable Identity identity) throws Exception {
        var context = GrpcSslContexts.forClient()
                .trustManager(
                        suite.suite().layout().peers().resolve("authority.pem").toFile());
        if (identity != null) {
            context.keyManager(identity.certificate().toFile(), identity.key().toFile());
        }
        ManagedChannel channel = NettyChannelBuilder.forAddress(
                        "localhost", suite.ports().presenceGrpc())
                .sslContext(context.build())
                .build();
        try {
            PresenceServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(10, TimeUnit.SECONDS)
                    .locate(LocateRequest.newBuilder().addUserIds("nobody").build());
            return Status.Code.OK;
        } catch (StatusRuntimeException refused) {
            return refused.getStatus().getCode();
        } finally {
            channel.shutdownNow();
        }
    }
}
