package io.hongyan.history.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hongyan.eventlog.Topics;
import io.hongyan.history.archive.History;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.testkit.KafkaTestResource;
import io.hongyan.testkit.PostgresTestResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The audit beside an archive that works: by itself, without being called. */
@QuarkusTest
@TestProfile(AuditIT.Often.class)
@WithTestResource(PostgresTestResource.class)
@WithTestResource(
        value = KafkaTestResource.class,
        initArgs = @ResourceArg(name = "topics", value = "hongyan.events.v1:2,hongyan.events.v1.dlq:1"))
@SuppressWarnings("NullAway.Init") // injected
class AuditIT {

    private static final History HISTORY = History.random("g:" + "b".repeat(26), 5, 60);

    /** A round every tenth of a second. */
    public static final class Often implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("hongyan.history.audit.interval", "100ms");
        }
    }

    @Inject
    Pool pool;

    @Inject
    MeterRegistry meters;

    @Test
    void whatWasLostIsMissedAndWrittenAgain() {
        write();
        await().atMost(Duration.ofSeconds(20)).until(() -> rows() == HISTORY.head());
        await().atMost(Duration.ofSeconds(20)).until(() -> counter("hongyan.audit.checked") > 0);
        assertThat(meters.find("hongyan.audit.divergence").counters())
                .hasSize(8)
                .allMatch(counter -> counter.count() == 0);

        run("DELETE FROM events WHERE seq = 3");

        await().atMost(Duration.ofSeconds(20)).until(() -> counter("hongyan.audit.repaired") == 1);
        assertThat(rows()).isEqualTo(HISTORY.head());
        assertThat(meters.counter("hongyan.audit.divergence", "kind", "missing").count())
                .isEqualTo(1);
        assertThat(counter("hongyan.audit.failed")).isZero();
    }

    private static void write() {
        String servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", servers),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (Event event : HISTORY.log()) {
                producer.send(new ProducerRecord<>(Topics.EVENTS, event.getConversationId(), event.toByteArray()));
            }
        }
    }

    private double counter(String name) {
        return meters.counter(name).count();
    }

    private long rows() {
        return run("SELECT count(*) FROM events").iterator().next().getLong(0);
    }

    private RowSet<Row> run(String statement) {
        return pool.query(statement).execute().await().atMost(Duration.ofSeconds(10));
    }
}
