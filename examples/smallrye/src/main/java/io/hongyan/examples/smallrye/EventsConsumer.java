package io.hongyan.examples.smallrye;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.proto.events.v1.Event;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Reads the events, and hands messages on. SmallRye commits the position after the method has returned: at least once. */
@ApplicationScoped
class EventsConsumer {

    private static final Logger LOG = Logger.getLogger(EventsConsumer.class);
    private static final String MESSAGE_SENT = "hongyan.events.v1.Event.message_sent";

    private final MessageCounts counts;

    EventsConsumer(MessageCounts counts) {
        this.counts = counts;
    }

    @Incoming("events")
    void onRecord(ConsumerRecord<String, byte[]> record) {
        if (!MESSAGE_SENT.equals(kind(record))) {
            return; // skipped without decoding it
        }
        try {
            Event event = Event.parseFrom(record.value());
            counts.add(event.getConversationId(), event.getRevision());
        } catch (InvalidProtocolBufferException e) {
            // Never stop at one that cannot be read, and never pass over it silently.
            LOG.errorf(e, "Undecodable: partition=%d offset=%d", record.partition(), record.offset());
        }
    }

    private static String kind(ConsumerRecord<String, byte[]> record) {
        Header header = record.headers().lastHeader("ce_type");
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
