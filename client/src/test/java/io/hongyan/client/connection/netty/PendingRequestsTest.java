package io.hongyan.client.connection.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.client.v1.ServerFrame;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PendingRequestsTest {

    private final PendingRequests pending = new PendingRequests(2);
    private final CompletableFuture<ServerFrame> first = new CompletableFuture<>();
    private final CompletableFuture<ServerFrame> second = new CompletableFuture<>();

    @Test
    void eachIsTakenOnceByItsId() {
        int one = pending.add(first, 100);
        int two = pending.add(second, 200);

        assertThat(pending.take(two)).isSameAs(second);
        assertThat(pending.take(one)).isSameAs(first);
        assertThat(pending.take(one)).isNull();
        assertThat(pending.nextDeadline()).isNull();
    }

    @Test
    void oneMoreThanAllowedGetsNoId() {
        pending.add(first, 100);
        pending.add(second, 200);

        assertThat(pending.add(new CompletableFuture<>(), 300)).isZero();
    }

    @Test
    void onlyThoseWhoseTimeIsOverAreOverdue() {
        pending.add(first, 100);
        pending.add(second, 200);

        assertThat(pending.takeOverdue(150)).containsExactly(first);
        assertThat(pending.nextDeadline()).isEqualTo(200);
        assertThat(pending.takeAll()).containsExactly(second);
    }
}
