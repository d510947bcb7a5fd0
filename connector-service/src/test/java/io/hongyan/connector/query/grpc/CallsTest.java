package io.hongyan.connector.query.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.hongyan.connector.query.QueryConfig;
import io.hongyan.connector.query.grpc.Calls.Service;
import io.hongyan.connector.session.SuiteException;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.presence.v1.MutinyPresenceServiceGrpc;
import io.hongyan.proto.presence.v1.MutinyPresenceServiceGrpc.MutinyPresenceServiceStub;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CallsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Calls calls = new Calls(config(), meters);
    private final Channel nowhere =
            ManagedChannelBuilder.forAddress("localhost", 1).usePlaintext().build();
    private final MutinyPresenceServiceStub stub = MutinyPresenceServiceGrpc.newMutinyStub(nowhere);

    @Test
    void statusBecomesTheCodeThatClientsKnow() {
        assertThat(code(Status.PERMISSION_DENIED)).isEqualTo(ErrorCode.ERROR_CODE_NOT_A_MEMBER);
        assertThat(code(Status.DEADLINE_EXCEEDED)).isEqualTo(ErrorCode.ERROR_CODE_TIMEOUT);
        assertThat(code(Status.UNAVAILABLE)).isEqualTo(ErrorCode.ERROR_CODE_UNAVAILABLE);
        assertThat(code(Status.INVALID_ARGUMENT)).isEqualTo(ErrorCode.ERROR_CODE_INVALID_ARGUMENT);
        assertThat(code(Status.RESOURCE_EXHAUSTED)).isEqualTo(ErrorCode.ERROR_CODE_LIMIT_REACHED);
        assertThat(code(Status.INTERNAL)).isEqualTo(ErrorCode.ERROR_CODE_INTERNAL);
        assertThat(code(Status.FAILED_PRECONDITION)).isEqualTo(ErrorCode.ERROR_CODE_INTERNAL);
    }

    @Test
    void callsBeyondTheBoundAreRefusedAndCounted() {
        CompletableFuture<String> first = call(new CompletableFuture<>());
        CompletableFuture<String> slow = new CompletableFuture<>();
        CompletableFuture<String> second = call(slow);

        CompletableFuture<String> third = call(CompletableFuture.completedFuture("late"));

        assertThat(first).isNotDone();
        assertThat(third)
                .failsWithin(SECOND)
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        SuiteException.class,
                        told -> assertThat(told.error().getCode()).isEqualTo(ErrorCode.ERROR_CODE_UNAVAILABLE));
        assertThat(meters.counter("hongyan.query.failures", "service", "presence", "code", "FULL")
                        .count())
                .isEqualTo(1);
        slow.complete("done");
        assertThat(second).isCompletedWithValue("done");
        assertThat(call(CompletableFuture.completedFuture("next"))).isCompletedWithValue("next");
    }

    private CompletableFuture<String> call(CompletableFuture<String> answer) {
        return calls.call(Service.PRESENCE, stub, SECOND, _ -> Uni.createFrom().completionStage(answer))
                .subscribeAsCompletionStage();
    }

    private static ErrorCode code(Status status) {
        return Calls.told(Service.PRESENCE, status).getCode();
    }

    private static QueryConfig config() {
        return new SmallRyeConfigBuilder()
                .withMapping(QueryConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withDefaultValue("hongyan.connector.query.concurrency-max", "2")
                .build()
                .getConfigMapping(QueryConfig.class);
    }
}
