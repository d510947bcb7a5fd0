package io.hongyan.eventlog.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.grpc.Attributes;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerTransportFilter;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.hongyan.proto.rebuild.v1.RebuildServiceGrpc;
import io.hongyan.proto.rebuild.v1.StartRequest;
import io.hongyan.proto.rebuild.v1.StartResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionAgeTest {

    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final Queue<StreamObserver<StartResponse>> calls = new ConcurrentLinkedQueue<>();

    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws IOException {
        server = new ConnectionAge(() -> Duration.ofSeconds(1))
                .limit(NettyServerBuilder.forPort(0))
                .addTransportFilter(new ServerTransportFilter() {
                    @Override
                    public Attributes transportReady(Attributes attributes) {
                        opened.incrementAndGet();
                        return attributes;
                    }

                    @Override
                    public void transportTerminated(Attributes attributes) {
                        ended.incrementAndGet();
                    }
                })
                .addService(new RebuildServiceGrpc.RebuildServiceImplBase() {
                    @Override
                    public void start(StartRequest request, StreamObserver<StartResponse> answers) {
                        answers.onNext(StartResponse.getDefaultInstance());
                        calls.add(answers);
                    }
                })
                .build()
                .start();
        channel = NettyChannelBuilder.forAddress("localhost", server.getPort())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void anOldConnectionEndsWithTheLastOfItsCallsAndTheNextCallHasAnother() {
        Iterator<StartResponse> underWay = call();
        await().until(() -> {
            call();
            return opened.get() > 1;
        });

        assertThat(ended).as("a call is under way on the first").hasValue(0);
        calls.forEach(StreamObserver::onCompleted);

        assertThat(underWay.hasNext()).as("completed, not broken off").isFalse();
        await().until(() -> ended.get() > 0);
    }

    @Test
    void connectionsThatWouldNotLastAreAMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConnectionAge(() -> Duration.ofMillis(999)))
                .withMessageContaining("hongyan.grpc.server.connection-age");
    }

    private Iterator<StartResponse> call() {
        Iterator<StartResponse> answers =
                RebuildServiceGrpc.newBlockingStub(channel).start(StartRequest.getDefaultInstance());
        assertThat(answers.next()).isEqualTo(StartResponse.getDefaultInstance());
        return answers;
    }
}
