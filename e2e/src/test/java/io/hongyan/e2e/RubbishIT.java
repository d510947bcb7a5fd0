package io.hongyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hongyan.eventlog.Topics;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.error.v1.ErrorCode;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rubbish on sockets and topics: it gets its answer, and those who talk do not notice. */
@ExtendWith(RunningSuite.Extension.class)
class RubbishIT {

    private static final byte[] RUBBISH = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff
    };

    private final RunningSuite suite;

    RubbishIT(RunningSuite suite) {
        this.suite = suite;
    }

    @Test
    void rubbishOnASocketIsAnsweredAndClosed() throws IOException {
        try (var socket = new Socket("localhost", suite.ports().tcp())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(RUBBISH);

            ServerFrame answer = ServerFrame.parseDelimitedFrom(socket.getInputStream());

            assertThat(answer.getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_MALFORMED_FRAME);
            assertThat(answer.getError().getCloses()).isTrue();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void rubbishOnEveryTopicLeavesByItsDeadLetterTopicAndTheChatGoesOn() {
        List<String> topics = List.of(
                Topics.COMMANDS, Topics.EVENTS, Topics.SESSIONS, Topics.PRESENCE, Topics.REPLIES, Topics.DELIVERIES);
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person ben = Person.online(suite, RunningSuite.name("ben"));
                var producer = new KafkaProducer<>(kafka(), new StringSerializer(), new ByteArraySerializer())) {
            for (String topic : topics) {
                for (int partition = 0;
                        partition < producer.partitionsFor(topic).size();
                        partition++) {
                    producer.send(new ProducerRecord<>(topic, partition, "rubbish", RUBBISH));
                }
            }
            producer.flush();

            ann.sayTo(ben, "what was that?");

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> ben.texts(Person.between(ann, ben)).equals(List.of("what was that?")));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(deadLetters(topics)).isEqualTo(new TreeSet<>(topics)));
        }
    }

    /** The topics from which rubbish was put aside. */
    private Set<String> deadLetters(List<String> topics) {
        try (var consumer = new KafkaConsumer<>(kafka(), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = topics.stream()
                    .map(topic -> new TopicPartition(Topics.deadLetters(topic), 0))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Set<String> found = new TreeSet<>();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> letter : consumer.poll(Duration.ofMillis(200))) {
                    found.add(letter.topic().replace(".dlq", ""));
                }
            }
            return found;
        }
    }

    private Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", "localhost:" + suite.ports().kafka());
    }
}
