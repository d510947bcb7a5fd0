package io.hongyan.message.sequencer.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.eventlog.Spans;
import io.hongyan.message.sequencer.Commands;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequencerTraceTest {

    @TempDir
    Path directory;

    private final InMemorySpanExporter ended = InMemorySpanExporter.create();

    @Test
    void eventAndReplyCarryTheSpanOfTheDecision() {
        try (var tracers = SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(ended))
                        .build();
                var sequencer = SequencerDriver.tracedAt(directory, new Spans(tracers.get("test"), false))) {

            sequencer.pipe(Commands.IN_PAIR.send("alice", "m1", "secret words").toBuilder()
                    .setReplyTo(SequencerDriver.HERE)
                    .build());

            SpanData decided = ended.getFinishedSpanItems().getFirst();
            String carried = SequencerDriver.TRACE.substring(0, 36) + decided.getSpanId() + "-01";
            assertThat(decided.getName()).isEqualTo("sequence");
            assertThat(SequencerDriver.TRACE).contains(decided.getTraceId(), decided.getParentSpanId());
            assertThat(List.of(
                            SequencerDriver.text(sequencer.eventRecord().headers())
                                    .get("traceparent"),
                            SequencerDriver.text(sequencer.replyRecord().headers())
                                    .get("traceparent")))
                    .isEqualTo(List.of(carried, carried));
            assertThat(decided.getAttributes().get(AttributeKey.longKey("hongyan.seq")))
                    .isEqualTo(1);
            assertThat(decided.getAttributes().get(AttributeKey.stringKey("hongyan.outcome")))
                    .isEqualTo("Accepted");
            assertThat(decided.toString()).doesNotContain("secret words");
        }
    }
}
