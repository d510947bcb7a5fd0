package io.hongyan.message.unread.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.Logged;
import io.hongyan.message.unread.Changes;
import io.hongyan.message.unread.RevisionGapException;
import io.hongyan.message.unread.Story;
import io.hongyan.message.unread.UnreadConfig;
import io.hongyan.message.unread.postgres.ProjectionStore;
import io.hongyan.message.unread.postgres.UnreadDatabase;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.testkit.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import io.vertx.mutiny.sqlclient.Pool;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchApplierTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();
    private final UnreadDatabase database = new UnreadDatabase();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        database.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aMissingEventStopsTheProjectionLoudly() {
        BatchApplier applier = applier(database.pool);
        Event second = Story.ofTwo("ann", "ben").send("ann").send("ann").last();

        UniAssertSubscriber<Changes> applying = subscribe(applier.apply(batch(second)));

        applying.awaitFailure(SOON).assertFailedWith(RevisionGapException.class);
        assertThat(applier.isStopped()).isTrue();
        assertThat(meters.get("hongyan.unread.stopped")
                        .tag("cause", "gap")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aDatabaseThatIsDownIsWaitedFor() throws IOException {
        int port = freePort();
        Pool pool = database.pool(port);
        BatchApplier applier = applier(pool);
        Event first = Story.ofTwo("ann", "ben").send("ann").last();

        UniAssertSubscriber<Changes> applying = subscribe(applier.apply(batch(first)));
        await().atMost(SOON)
                .until(() -> meters.counter("hongyan.unread.retries").count() >= 2);
        applying.assertNotTerminated();
        forward(port);
        Changes changes = applying.awaitItem(SOON).getItem();

        assertThat(changes.revisions()).isEqualTo(Map.of("d:ann:ben", 1L));
        assertThat(applier.isStopped()).isFalse();
        pool.close().await().atMost(SOON);
    }

    private BatchApplier applier(Pool pool) {
        UnreadConfig config = new SmallRyeConfigBuilder()
                .withMapping(UnreadConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withDefaultValue("hongyan.message.unread.retry-pause-max", "200ms")
                .build()
                .getConfigMapping(UnreadConfig.class);
        return new BatchApplier(new ProjectionStore(pool), new ProjectionMetrics(meters), config);
    }

    private static DecodedBatch<Event> batch(Event event) {
        return new DecodedBatch<>(List.of(new Logged<>(0, 0, null, event)), List.of(), Map.of(0, 1L));
    }

    private static <T> UniAssertSubscriber<T> subscribe(Uni<T> uni) {
        return uni.subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** PostgreSQL comes up at the port. */
    private void forward(int port) {
        vertx.createNetServer()
                .connectHandler(client -> {
                    client.pause();
                    vertx.createNetClient()
                            .connect(TestServers.postgresPort(), "localhost")
                            .onSuccess(server -> join(client, server))
                            .onFailure(failure -> client.close());
                })
                .listen(port)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static void join(NetSocket client, NetSocket server) {
        client.handler(server::write);
        server.handler(client::write);
        client.closeHandler(it -> server.close());
        client.resume();
    }
}
