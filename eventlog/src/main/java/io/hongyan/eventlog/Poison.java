package io.hongyan.eventlog;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record that can never be processed, and why. It leaves by the dead-letter topic, as it came and with the cause in
 * headers, before the consumer's position moves over it.
 *
 * @param record what was read
 * @param code a stable word for the cause, such as {@code UNDECODABLE}
 * @param message the cause as a sentence, without any of the value
 */
public record Poison(ConsumerRecord<String, byte[]> record, String code, String message) {

    /** The value is not the message it should be. */
    public static final String UNDECODABLE = "UNDECODABLE";

    /** The value is well-formed and makes no sense, such as a key that is not the conversation's. */
    public static final String INVALID = "INVALID";

    /** The record for the dead-letter topic: same key, value and headers, and the cause added. */
    public ProducerRecord<String, byte[]> toDeadLetter(String consumer) {
        var headers = new RecordHeaders(record.headers());
        CloudEvents.put(headers, "hongyan-error-code", code);
        CloudEvents.put(headers, "hongyan-error-message", message);
        CloudEvents.put(headers, "hongyan-consumer", consumer);
        CloudEvents.put(headers, "hongyan-source-topic", record.topic());
        CloudEvents.put(headers, "hongyan-source-partition", Integer.toString(record.partition()));
        CloudEvents.put(headers, "hongyan-source-offset", Long.toString(record.offset()));
        return new ProducerRecord<>(Topics.deadLetters(record.topic()), null, record.key(), record.value(), headers);
    }
}
