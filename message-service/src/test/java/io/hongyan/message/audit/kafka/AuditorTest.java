package io.hongyan.message.audit.kafka;

import static io.hongyan.message.unread.postgres.UnreadDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.embedded.KafkaTopic;
import io.hongyan.embedded.KafkaTopics;
import io.hongyan.eventlog.Topics;
import io.hongyan.message.audit.AuditConfig;
import io.hongyan.message.audit.postgres.AuditStore;
import io.hongyan.message.unread.Story;
import io.hongyan.message.unread.postgres.UnreadDatabase;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.testkit.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Log and rows are in our hands: what the projection has applied is what the test applied. */
@SuppressWarnings("NullAway.Init")
class AuditorTest {

    private static UnreadDatabase database;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Auditor auditor;
    private Story story;

    @BeforeAll
    static void connect() {
        database = new UnreadDatabase();
    }

    @AfterAll
    static void disconnect() {
        database.close();
    }

    @BeforeEach
    void beginAnew() {
        KafkaTopics.removeAll(TestServers.kafka());
        KafkaTopics.create(TestServers.kafka(), List.of(KafkaTopic.of(Topics.EVENTS, 1)));
        database.empty();
        auditor = auditor(1000);
        story = Story.ofTwo("ann", "ben").send("ann").send("ann").read("ben", 1).send("ben");
    }

    @Test
    void whatIsRightIsCheckedAndLeftAlone() {
        write(story.events());
        database.apply(story.events(), 0);

        auditor.tryRound();

        assertThat(count("checked")).isEqualTo(1);
        assertThat(divergences()).isZero();
        assertThat(count("repaired")).isZero();
    }

    @Test
    void damageIsFoundCountedAndMadeGood() {
        write(story.events());
        database.apply(story.events(), 0);
        List<String> right = database.dump();
        run("UPDATE unread.member SET read_seq = 0 WHERE user_id = 'ben'");
        run("UPDATE unread.message SET recalled = true WHERE seq = 2");

        auditor.tryRound();

        assertThat(divergences("member")).isEqualTo(1);
        assertThat(divergences("messages")).isEqualTo(1);
        assertThat(count("repaired")).isEqualTo(1);
        assertThat(database.dump()).isEqualTo(right);
        auditor.tryRound();
        assertThat(divergences()).isEqualTo(2);
    }

    /** The log is ahead by a message and a read cursor; the rows are right as far as they go. */
    @Test
    void aProjectionThatLagsDoesNotDiverge() {
        write(story.events());
        write(List.of(story.send("ann").last(), story.read("ben", 4).last()));
        database.apply(story.events().subList(0, 3), 0);

        auditor.tryRound();

        assertThat(count("checked")).isEqualTo(1);
        assertThat(divergences()).isZero();
    }

    @Test
    void damageIsFoundWhileTheProjectionLags() {
        write(story.events());
        database.apply(story.events().subList(0, 3), 0);
        run("UPDATE unread.conversation SET head_cseq = 7");

        auditor.tryRound();
        database.apply(story.events().subList(3, 4), 3);
        auditor.tryRound();

        assertThat(divergences("conversation")).isEqualTo(1);
        assertThat(divergences()).as("counts of ann and ben too, once").isEqualTo(3);
    }

    @Test
    void aRoundReadsNoMoreThanItMayAndTheNextGoesOn() {
        auditor = auditor(1);
        for (int i = 0; i < 3000; i++) {
            story.send("ann");
        }
        write(story.events());
        database.apply(story.events(), 0);

        auditor.tryRound();
        double afterOne = count("checked");
        for (int i = 0; i < 10 && count("checked") == 0; i++) {
            auditor.tryRound();
        }

        assertThat(afterOne).isZero();
        assertThat(count("checked")).isEqualTo(1);
        assertThat(divergences()).isZero();
    }

    /** While it is read, the projection moves on: then as much of the log is read as it has applied by then. */
    @Test
    void whatMovesOnMeanwhileDoesNotDiverge() {
        write(story.events());
        database.apply(story.events(), 0);
        AuditStore movesOn = new AuditStore(database.pool) {
            @Override
            public Map<Integer, Long> positions() {
                Map<Integer, Long> before = super.positions();
                Event next = story.send("ann").last();
                write(List.of(next));
                database.apply(List.of(next), before.getOrDefault(0, 0L));
                return before;
            }
        };
        auditor = new Auditor(kafka(), config(1000), movesOn, new AuditMetrics(meters));

        auditor.tryRound();

        assertThat(count("checked")).isEqualTo(1);
        assertThat(divergences()).isZero();
        assertThat(count("failed")).isZero();
    }

    @Test
    void aProjectionThatIsBuiltAnewIsLeftInPeace() {
        auditor = auditor(1);
        for (int i = 0; i < 3000; i++) {
            story.send("ann");
        }
        write(story.events());
        database.apply(story.events(), 0);
        auditor.tryRound();
        database.empty();
        database.apply(story.events().subList(0, 1), 0);

        auditor.tryRound();
        auditor.tryRound();

        assertThat(meters.counter("hongyan.audit.skipped", "cause", "rewound").count())
                .isEqualTo(1);
        assertThat(divergences()).isZero();
    }

    @Test
    void anOutageEndsARoundAndNothingMore() {
        write(story.events());
        database.apply(story.events(), 0);
        var away = new AuditStore(database.pool(1));

        new Auditor(kafka(), config(1000), away, new AuditMetrics(meters)).tryRound();

        assertThat(count("failed")).isEqualTo(1);
        assertThat(divergences()).isZero();
    }

    private Auditor auditor(int recordsMax) {
        return new Auditor(kafka(), config(recordsMax), new AuditStore(database.pool), new AuditMetrics(meters));
    }

    private static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", TestServers.kafka(), "acks", "all");
    }

    private static AuditConfig config(int recordsMax) {
        return new SmallRyeConfigBuilder()
                .withMapping(AuditConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withDefaultValue("hongyan.message.audit.records-max", Integer.toString(recordsMax))
                .build()
                .getConfigMapping(AuditConfig.class);
    }

    private static void write(List<Event> events) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", TestServers.kafka()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            events.forEach(event ->
                    producer.send(new ProducerRecord<>(Topics.EVENTS, event.getConversationId(), event.toByteArray())));
        }
    }

    private static void run(String statement) {
        await(database.pool.query(statement).execute());
    }

    private double count(String what) {
        return meters.counter("hongyan.audit." + what).count();
    }

    private double divergences(String kind) {
        return meters.counter("hongyan.audit.divergence", "kind", kind).count();
    }

    private double divergences() {
        return meters.find("hongyan.audit.divergence").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
