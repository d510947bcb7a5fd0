package io.hongyan.message.api.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.hongyan.message.RouterAndApi;
import io.hongyan.message.SequencerDouble;
import io.hongyan.message.TestHttp;
import io.hongyan.proto.commands.v1.Accepted;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.messaging.v1.MessagingServiceGrpc;
import io.hongyan.proto.messaging.v1.MessagingServiceGrpc.MessagingServiceBlockingStub;
import io.hongyan.proto.messaging.v1.SendRequest;
import io.hongyan.proto.messaging.v1.SendResponse;
import io.hongyan.testkit.TestServers;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RouterAndApi.class)
class SendServiceIT {

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    @TestHTTPResource("/q/health/ready")
    URI ready;

    private final String user = "u." + UUID.randomUUID().toString().substring(0, 8);
    private final String conversation = "d:shop-bot:" + user;
    private final SequencerDouble sequencer = new SequencerDouble(conversation);
    private @Nullable ManagedChannel channel;

    @BeforeEach
    void connect() {
        await().untilAsserted(() -> assertThat(TestHttp.get(ready).statusCode()).isEqualTo(200));
        channel = ManagedChannelBuilder.forAddress("localhost", TestServers.grpcPort())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void close() {
        Objects.requireNonNull(channel).shutdownNow();
        sequencer.close();
    }

    @Test
    void messageIsAnsweredWhenItIsCommitted() {
        var answer = CompletableFuture.supplyAsync(() -> as(RouterAndApi.SECRET).send(request("shop-bot")));

        sequencer.reply(
                sequencer.command(),
                reply -> reply.setAccepted(Accepted.newBuilder().setSeq(3)));

        assertThat(answer.join())
                .isEqualTo(SendResponse.newBuilder()
                        .setConversationId(conversation)
                        .setSeq(3)
                        .build());
    }

    @Test
    void failuresHaveAStatusAndOurCode() {
        assertThat(failure(as(RouterAndApi.SECRET), "ceo")).isEqualTo("PERMISSION_DENIED NOT_ALLOWED");
        assertThat(failure(as(RouterAndApi.SECRET), "")).isEqualTo("INVALID_ARGUMENT INVALID_ARGUMENT");
        assertThat(failure(as(RouterAndApi.SECRET), "shop-bot")).isEqualTo("DEADLINE_EXCEEDED TIMEOUT");
        assertThat(failure(as("a guess"), "shop-bot")).isEqualTo("UNAUTHENTICATED UNAUTHENTICATED");
        assertThat(failure(anonymous(), "shop-bot")).isEqualTo("UNAUTHENTICATED UNAUTHENTICATED");
    }

    private SendRequest request(String sender) {
        return SendRequest.newBuilder()
                .setSenderId(sender)
                .setToUserId(user)
                .setIdempotencyKey("order-7")
                .setContent(Content.newBuilder().setText("hello"))
                .build();
    }

    private MessagingServiceBlockingStub anonymous() {
        return MessagingServiceGrpc.newBlockingStub(Objects.requireNonNull(channel));
    }

    private MessagingServiceBlockingStub as(String secret) {
        var headers = new Metadata();
        headers.put(AUTHORIZATION, "Bearer " + secret);
        return anonymous().withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    private String failure(MessagingServiceBlockingStub stub, String sender) {
        try {
            return "no failure: " + stub.send(request(sender));
        } catch (StatusRuntimeException e) {
            Metadata trailers = Status.trailersFromThrowable(e);
            return e.getStatus().getCode() + " " + (trailers == null ? "" : trailers.get(SendService.ERROR_CODE));
        }
    }
}
