package io.hongyan.message.signals.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.hongyan.eventlog.Topics;
import io.hongyan.message.RouterAndApi;
import io.hongyan.message.SuiteDouble;
import io.hongyan.message.TestLog;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.TypingSignal;
import io.hongyan.proto.deliveries.v1.DeliveryRecord;
import io.hongyan.proto.signals.v1.SendTypingRequest;
import io.hongyan.proto.signals.v1.SignalServiceGrpc;
import io.hongyan.proto.signals.v1.SignalServiceGrpc.SignalServiceBlockingStub;
import io.hongyan.testkit.TestServers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RouterAndApi.class)
class SignalsIT {

    SuiteDouble suite = new SuiteDouble();

    private final String test = UUID.randomUUID().toString().substring(0, 8);
    private final String alice = "alice-" + test;
    private final String bob = "bob-" + test;
    private final String carol = "carol-" + test;
    private final String duo = "d:" + alice + ":" + bob;
    private final String group = "g:" + test;
    private final TestLog deliveries = new TestLog(Topics.DELIVERIES);
    private @Nullable ManagedChannel channel;

    @BeforeEach
    void connect() {
        channel = ManagedChannelBuilder.forAddress("localhost", TestServers.grpcPort())
                .usePlaintext()
                .build();
        suite.online(alice, "a1", 1, "boot-1");
        suite.online(alice, "a2", 2, "boot-2");
        suite.online(bob, "b1", 1, "boot-1");
        suite.online(carol, "c1", 1, "boot-1");
    }

    @AfterEach
    void close() {
        Objects.requireNonNull(channel).shutdownNow();
        deliveries.close();
    }

    @Test
    void typingIsToldToTheOtherAndMayBeDropped() {
        signals().sendTyping(typing(duo, alice));

        var record = delivered(duo, 1).getFirst();
        var signal = TypingSignal.newBuilder()
                .setConversationId(duo)
                .setUserId(alice)
                .setTyping(true);
        assertThat(record)
                .isEqualTo(DeliveryRecord.newBuilder()
                        .setBootId("boot-1")
                        .addSessionIds("b1")
                        .setFrame(ServerFrame.newBuilder()
                                .setTyping(signal)
                                .build()
                                .toByteString())
                        .setEphemeral(true)
                        .setConversationId(duo)
                        .build());
    }

    @Test
    void typingInAGroupIsToldToItsMembers() {
        suite.members(group, Map.of(alice, 1L, bob, 1L, carol, 1L));

        signals().sendTyping(typing(group, alice));

        assertThat(delivered(group, 1).getFirst().getSessionIdsList()).containsExactlyInAnyOrder("b1", "c1");
    }

    @Test
    void typingInALargeGroupIsNotTold() {
        String large = "g:large-" + test;
        suite.members(large, Map.of(alice, 1L, bob, 1L, carol, 1L, "dave", 1L));

        signals().sendTyping(typing(large, alice));
        signals().sendTyping(typing(duo, alice)); // what follows is told, and nothing before it

        assertThat(delivered(duo, 1)).hasSize(1);
        assertThat(delivered(large, 0)).isEmpty();
    }

    @Test
    void whoIsNoMemberIsDenied() {
        suite.members(group, Map.of(bob, 1L));

        assertThat(failure(typing(group, alice))).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(failure(typing(duo, carol))).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(failure(typing("x", alice))).isEqualTo(Status.Code.PERMISSION_DENIED);
    }

    @Test
    void requestWithoutAUserIsRefused() {
        assertThat(failure(typing(duo, ""))).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(failure(typing("", alice))).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    private SignalServiceBlockingStub signals() {
        return SignalServiceGrpc.newBlockingStub(Objects.requireNonNull(channel));
    }

    private static SendTypingRequest typing(String conversation, String user) {
        return SendTypingRequest.newBuilder()
                .setConversationId(conversation)
                .setUserId(user)
                .setSessionId("a1")
                .setTyping(true)
                .build();
    }

    private Status.Code failure(SendTypingRequest request) {
        try {
            signals().sendTyping(request);
            return Status.Code.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        }
    }

    private List<DeliveryRecord> delivered(String conversation, int count) {
        return deliveries
                .await(count, record -> parse(record).getConversationId().equals(conversation))
                .stream()
                .map(SignalsIT::parse)
                .toList();
    }

    private static DeliveryRecord parse(ConsumerRecord<String, byte[]> record) {
        try {
            return DeliveryRecord.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
