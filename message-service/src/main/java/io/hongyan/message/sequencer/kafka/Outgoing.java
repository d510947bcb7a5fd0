package io.hongyan.message.sequencer.kafka;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * A value on its way to a topic.
 *
 * @param partition where it goes
 * @param bytes the encoded message; null only where a record without a value is passed on as it came
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only written
record Outgoing(int partition, byte @Nullable [] bytes) {

    /** Writes the bytes. */
    static final Serializer<Outgoing> SERIALIZER = (topic, outgoing) -> outgoing.bytes();

    /** Writes to the very partition; a topic that does not have it stops the sequencer, for events must not get lost. */
    static final StreamPartitioner<String, Outgoing> ALWAYS =
            (topic, key, outgoing, partitions) -> Optional.of(Set.of(outgoing.partition()));

    /** Writes to the partition if the topic has it; else nobody can be waiting there. */
    static final StreamPartitioner<String, Outgoing> IF_THERE = (topic, key, outgoing, partitions) ->
            Optional.of(outgoing.partition() < partitions ? Set.of(outgoing.partition()) : Set.of());
}
