package io.hongyan.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.events.v1.Event;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DecodedBatchTest {

    private static final byte[] RUBBISH = {(byte) 0xff, (byte) 0xff, (byte) 0xff};

    @Test
    void poisonStandsApartAndThePositionCoversIt() {
        var good = record(7, "d:a:b", event("d:a:b"));
        var rubbish = record(9, "d:a:b", RUBBISH);
        var foreign = record(10, "d:x:y", event("d:a:b"));
        var empty = record(12, "d:a:b", null);

        var batch = decode(good, rubbish, foreign, empty);

        assertThat(batch.records()).extracting(Logged::offset).containsExactly(7L);
        assertThat(batch.poison())
                .extracting(poison -> poison.record().offset() + " " + poison.code())
                .containsExactly("9 UNDECODABLE", "10 INVALID", "12 UNDECODABLE");
        assertThat(batch.next()).isEqualTo(Map.of(3, 13L));
    }

    @Test
    void thePositionCoversTransactionMarksBehindTheLastRecord() {
        var partition = new TopicPartition(Topics.EVENTS, 3);
        var polled = new ConsumerRecords<>(
                Map.of(partition, List.of(record(7, "d:a:b", event("d:a:b")))),
                Map.of(partition, new OffsetAndMetadata(9)));

        var batch = DecodedBatch.of(polled, Event.parser(), (key, event) -> null);

        assertThat(batch.next()).isEqualTo(Map.of(3, 9L));
    }

    @Test
    void whatIsAppliedAlreadyIsLeftOut() {
        var batch = decode(record(7, "d:a:b", event("d:a:b")), record(8, "d:a:b", event("d:a:b")));

        assertThat(batch.from(partition -> 8L).records())
                .extracting(Logged::offset)
                .containsExactly(8L);
    }

    @Test
    void deadLetterKeepsTheRecordAndSaysWhy() {
        var batch = decode(record(9, "d:a:b", RUBBISH));

        var letter = batch.poison().getFirst().toDeadLetter("history");

        assertThat(letter.topic()).isEqualTo("hongyan.events.v1.dlq");
        assertThat(letter.key()).isEqualTo("d:a:b");
        assertThat(letter.value()).isEqualTo(RUBBISH);
        assertThat(CloudEvents.text(letter.headers(), "hongyan-error-code")).isEqualTo("UNDECODABLE");
        assertThat(CloudEvents.text(letter.headers(), "hongyan-source-offset")).isEqualTo("9");
        assertThat(CloudEvents.text(letter.headers(), "hongyan-consumer")).isEqualTo("history");
    }

    @SafeVarargs
    private static DecodedBatch<Event> decode(ConsumerRecord<String, byte[]>... records) {
        var polled = new ConsumerRecords<>(Map.of(new TopicPartition(Topics.EVENTS, 3), List.of(records)), Map.of());
        return DecodedBatch.of(
                polled,
                Event.parser(),
                (key, event) ->
                        event.getConversationId().equals(key) ? null : "The key is not the event's conversation.");
    }

    private static ConsumerRecord<String, byte[]> record(long offset, String key, byte @Nullable [] value) {
        return new ConsumerRecord<>(Topics.EVENTS, 3, offset, key, value);
    }

    private static byte[] event(String conversation) {
        return Event.newBuilder().setConversationId(conversation).build().toByteArray();
    }
}
