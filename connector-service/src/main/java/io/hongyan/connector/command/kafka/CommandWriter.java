package io.hongyan.connector.command.kafka;

import io.hongyan.connector.log.kafka.LogWriter;
import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.commands.v1.Command;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes commands to hongyan.commands.v1, keyed by conversation, so that one sequencer sees all of a conversation. */
@ApplicationScoped
class CommandWriter {

    private final LogWriter log;

    CommandWriter(LogWriter log) {
        this.log = log;
    }

    Uni<Void> write(Command command, @Nullable String traceparent) {
        var record = new ProducerRecord<>(Topics.COMMANDS, command.getConversationId(), command.toByteArray());
        new CloudEvents(
                        UUID.randomUUID().toString(),
                        command.getDescriptorForType().getFullName(),
                        "/hongyan/connector",
                        Instant.ofEpochMilli(command.getReceivedMs()),
                        traceparent)
                .writeTo(record.headers());
        return log.write(record);
    }
}
