package io.hongyan.message.api.kafka;

import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.Topics;
import io.hongyan.message.slot.Tenure;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.ReplyTo;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jspecify.annotations.Nullable;

/** Writes commands into the log, with the address of the answer. */
@ApplicationScoped
class Commands {

    /** Commands on their way to the broker; more fail at once, and the caller is told to retry. */
    private static final int BUFFER = 2_048;

    private final MutinyEmitter<ProducerRecord<String, byte[]>> emitter;

    Commands(
            @Channel("api-commands") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = BUFFER)
                    MutinyEmitter<ProducerRecord<String, byte[]>> emitter) {
        this.emitter = emitter;
    }

    /** Completes when the broker has it. */
    Uni<Void> write(Command command, Tenure tenure, long correlationId, @Nullable String traceparent) {
        Command addressed = command.toBuilder()
                .setReplyTo(ReplyTo.newBuilder()
                        .setSlot(tenure.slot())
                        .setBootId(tenure.bootId())
                        .setCorrelationId(correlationId))
                .build();
        var headers = new RecordHeaders();
        new CloudEvents(
                        tenure.bootId() + "/" + correlationId,
                        Command.getDescriptor().getFullName(),
                        "/hongyan/send-api",
                        Instant.ofEpochMilli(command.getReceivedMs()),
                        traceparent)
                .writeTo(headers);
        return emitter.send(new ProducerRecord<>(
                Topics.COMMANDS, null, command.getConversationId(), addressed.toByteArray(), headers));
    }
}
