package io.hongyan.message.unread.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grpc.Status;
import io.hongyan.message.unread.NotReachedException;
import io.hongyan.message.unread.TooManyWaitingException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class UnreadDoorTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void whereTheRoleIsOffNothingIsAnswered() {
        var closed = new UnreadDoor(meters, List.of("sequencer", "router"));

        assertThat(code(closed, Uni.createFrom().item("answer"))).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(meters.get("hongyan.unread.query")
                        .tags("rpc", "Get", "code", "UNAVAILABLE")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void failuresBecomeTheStatusThatSaysWhetherToAskAgain() {
        var open = new UnreadDoor(meters, List.of("unread"));

        assertThat(code(open, Uni.createFrom().failure(new NotReachedException("late"))))
                .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        assertThat(code(open, Uni.createFrom().failure(new TooManyWaitingException(9))))
                .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(code(open, Uni.createFrom().failure(new ConnectException("refused"))))
                .isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(code(open, Uni.createFrom().failure(new TimeoutException("no broker"))))
                .isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(code(open, Uni.createFrom().failure(new IllegalStateException("a bug"))))
                .isEqualTo(Status.Code.INTERNAL);
        assertThat(code(open, Uni.createFrom().failure(Checks.invalid("user_id"))))
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    private static Status.Code code(UnreadDoor door, Uni<String> work) {
        Throwable failure =
                catchThrowable(() -> door.answer("Get", () -> work).await().atMost(Duration.ofSeconds(5)));
        return Status.fromThrowable(failure).getCode();
    }
}
