package io.hongyan.examples.smallrye;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.proto.events.v1.ReadMoved;
import io.hongyan.testkit.KafkaTestResource;
import io.hongyan.testkit.TestServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** The example runs as it is, against a real Kafka. */
@QuarkusTest
@WithTestResource(
        value = KafkaTestResource.class,
        initArgs = @ResourceArg(name = "topics", value = "hongyan.events.v1:4"))
class EventsConsumerIT {

    private static final String GROUP = "g:01jzs4bbdf0000000000000000";

    @Inject
    MessageCounts counts;

    @Test
    void itCountsMessagesOnceAndNothingElse() {
        Event first = message(1);
        Event second = message(3);
        Event read = Event.newBuilder()
                .setConversationId(GROUP)
                .setRevision(2)
                .setReadMoved(ReadMoved.newBuilder().setSeq(1))
                .build();

        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", (Object) TestServers.kafka(), "transactional.id", "test"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(record(message(4), "message_sent"));
            producer.abortTransaction(); // never happened
            producer.beginTransaction();
            producer.send(record(first, "message_sent"));
            producer.send(record(read, "read_moved"));
            var broken = new ProducerRecord<>("hongyan.events.v1", GROUP, new byte[] {-1});
            broken.headers().add("ce_type", "hongyan.events.v1.Event.message_sent".getBytes(UTF_8));
            producer.send(broken);
            List.of(first, second).forEach(event -> producer.send(record(event, "message_sent")));
            producer.commitTransaction();
        }

        await().untilAsserted(() -> assertThat(counts.of(GROUP)).isEqualTo(2));
    }

    private static Event message(long revision) {
        return Event.newBuilder()
                .setConversationId(GROUP)
                .setRevision(revision)
                .setMessageSent(MessageSent.newBuilder().setCountable(true))
                .build();
    }

    private static ProducerRecord<String, byte[]> record(Event event, String kind) {
        var record = new ProducerRecord<>("hongyan.events.v1", event.getConversationId(), event.toByteArray());
        record.headers().add("ce_type", ("hongyan.events.v1.Event." + kind).getBytes(UTF_8));
        return record;
    }
}
