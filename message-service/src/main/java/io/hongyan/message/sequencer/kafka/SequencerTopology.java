package io.hongyan.message.sequencer.kafka;

import io.hongyan.eventlog.Spans;
import io.hongyan.eventlog.Topics;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Commands in; events, replies and dead letters out, in one transaction with the state and the position. */
final class SequencerTopology {

    static final String EVENTS = "events";
    static final String REPLIES = "replies";
    static final String DEAD_LETTERS = "dead-letters";

    private static final String COMMANDS = "commands";
    private static final String SEQUENCER = "sequencer";

    private SequencerTopology() {}

    /**
     * The topology.
     *
     * @param pace of the thread that asks
     */
    static Topology of(
            SequencerConfig config, SequencerMetrics metrics, Spans spans, InstantSource clock, Supplier<Pace> pace) {
        var strings = new StringSerializer();
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        COMMANDS,
                        // Not the producer's stamp: it may be wrong by years or missing, and changelogs expire by it.
                        (record, partitionTime) -> clock.millis(),
                        new StringDeserializer(),
                        new ByteArrayDeserializer(),
                        Topics.COMMANDS)
                .addProcessor(SEQUENCER, sequencer(config, metrics, spans, clock, pace), COMMANDS)
                .addSink(EVENTS, Topics.EVENTS, strings, Outgoing.SERIALIZER, Outgoing.ALWAYS, SEQUENCER)
                .addSink(REPLIES, Topics.REPLIES, strings, Outgoing.SERIALIZER, Outgoing.IF_THERE, SEQUENCER)
                .addSink(DEAD_LETTERS, Topics.deadLetters(Topics.COMMANDS), strings, Outgoing.SERIALIZER, SEQUENCER);
    }

    private static ProcessorSupplier<String, byte[], String, Outgoing> sequencer(
            SequencerConfig config, SequencerMetrics metrics, Spans spans, InstantSource clock, Supplier<Pace> pace) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, byte[], String, Outgoing> get() {
                return new SequencerProcessor(config, metrics, spans, clock, pace);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return ConversationStores.builders(config);
            }
        };
    }
}
