package io.hongyan.examples.webhooks.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where records go that the receiver did not take: as they came, with the reason in headers, so that they can be read again. */
final class DeadLetters implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final KafkaProducer<String, byte[]> producer;
    private final String topic;

    DeadLetters(Map<String, Object> kafka, String topic) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("acks", "all");
        settings.put("delivery.timeout.ms", 30_000);
        settings.put("request.timeout.ms", 10_000);
        settings.put("max.block.ms", 10_000);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.topic = topic;
    }

    /** Waits until all replicas in sync have it; false if they do not. */
    boolean bury(ConsumerRecord<String, byte[]> record, int attempts, String reason) throws InterruptedException {
        Headers headers = new RecordHeaders(record.headers());
        put(headers, "webhook-reason", reason);
        put(headers, "webhook-attempts", Integer.toString(attempts));
        put(headers, "webhook-source-topic", record.topic());
        put(headers, "webhook-source-partition", Integer.toString(record.partition()));
        put(headers, "webhook-source-offset", Long.toString(record.offset()));
        try {
            producer.send(new ProducerRecord<>(topic, null, record.key(), record.value(), headers))
                    .get();
        } catch (ExecutionException | RuntimeException e) {
            LOG.warn("{} does not take a dead letter, its record is tried again: {}", topic, e.toString());
            return false;
        }
        LOG.warn(
                "Dead letter: topic={} partition={} offset={} attempts={} reason={}",
                record.topic(),
                record.partition(),
                record.offset(),
                attempts,
                reason);
        return true;
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(UTF_8));
    }

    @Override
    public void close() {
        producer.close();
    }
}
