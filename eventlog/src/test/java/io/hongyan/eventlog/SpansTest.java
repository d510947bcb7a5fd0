package io.hongyan.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MessageSent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpansTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";
    private static final String UNSAMPLED = "00-" + TRACE + "-b7ad6b7169203331-00";

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final Spans spans = spans(Sampler.parentBased(Sampler.alwaysOn()));

    @Test
    void recordContinuesItsTraceAndWhatItCausesCarriesItsSpan() {
        RecordSpan span = spans.reading("sequence", Topics.COMMANDS, "d:ann:bob", PARENT);
        span.seq(7);
        span.outcome("Accepted");
        span.end();

        SpanData told = ended().getFirst();
        assertThat(told.getName()).isEqualTo("sequence");
        assertThat(told.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(told.getTraceId()).isEqualTo(TRACE);
        assertThat(told.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(attributes(told))
                .isEqualTo(Map.of(
                        "messaging.system",
                        "kafka",
                        "messaging.destination.name",
                        Topics.COMMANDS,
                        "hongyan.conversation",
                        "d:ann:bob",
                        "hongyan.seq",
                        7L,
                        "hongyan.outcome",
                        "Accepted"));
        assertThat(span.traceparent()).isEqualTo("00-" + TRACE + "-" + told.getSpanId() + "-01");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00",
                "00-xyz-b7ad6b7169203331-01",
                PARENT + "x",
                UNSAMPLED,
                "00-00000000000000000000000000000000-b7ad6b7169203331-01"
            })
    void withoutASampledTraceThereIsNoSpanAndWhatCameIsHandedOn(String traceparent) {
        RecordSpan span = spans.reading("sequence", Topics.COMMANDS, "d:ann:bob", traceparent);
        span.end();

        assertThat(ended()).isEmpty();
        assertThat(span.traceparent()).isEqualTo(traceparent);
    }

    @Test
    void nothingIsTracedWhileTracingIsOff() {
        // The tracer would make spans: it is not asked.
        var off = new Spans(tracers(Sampler.alwaysOn()).get("test"), true);

        off.entering("frame send").end();
        off.writing("command send", Topics.COMMANDS, "d:ann:bob").end();
        RecordSpan read = off.reading("deliver", Topics.DELIVERIES, "d:ann:bob", PARENT);
        read.end();

        assertThat(ended()).isEmpty();
        assertThat(read.traceparent()).isEqualTo(PARENT);
        assertThat(off.entering("frame send").traceparent()).isNull();
        var batch = batch(event(1, PARENT));
        off.around("archive", batch, given -> {
                    assertThat(given).isSameAs(batch);
                    return Uni.createFrom().voidItem();
                })
                .await()
                .indefinitely();
        assertThat(ended()).isEmpty();
    }

    @Test
    void whatIsWrittenWithinAFrameIsItsChild() {
        RecordSpan frame = spans.entering("frame send");
        RecordSpan written = frame.within(() -> spans.writing("command send", Topics.COMMANDS, "d:ann:bob"));
        written.end();
        frame.end();

        SpanData command = ended().getFirst();
        SpanData root = ended().getLast();
        assertThat(List.of(command.getName(), root.getName())).isEqualTo(List.of("command send", "frame send"));
        assertThat(command.getParentSpanId()).isEqualTo(root.getSpanId());
        assertThat(root.getParentSpanContext().isValid()).isFalse();
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
    }

    @Test
    void samplerThatLeavesAFrameLeavesAllThatFollows() {
        Spans sparing = spans(Sampler.parentBased(Sampler.alwaysOff()));

        RecordSpan frame = sparing.entering("frame send");
        String carried = frame.within(() -> String.valueOf(
                sparing.writing("command send", Topics.COMMANDS, "d:ann:bob").traceparent()));
        sparing.reading("sequence", Topics.COMMANDS, "d:ann:bob", carried).end();

        assertThat(carried).endsWith("-00");
        assertThat(ended()).isEmpty();
    }

    @Test
    void eachTracedEventOfABatchHasASpanAsLongAsTheWorkLasts() {
        var batch = batch(event(1, PARENT), event(2, UNSAMPLED), event(3, null), event(4, PARENT));

        List<String> carried = spans.around("archive", batch, traced -> {
                    assertThat(ended()).isEmpty();
                    return Uni.createFrom()
                            .item(traced.records().stream()
                                    .map(record -> String.valueOf(record.traceparent()))
                                    .toList());
                })
                .await()
                .indefinitely();

        assertThat(ended().stream().map(span -> attributes(span).get("hongyan.seq")))
                .containsExactly(1L, 4L);
        assertThat(carried)
                .isEqualTo(List.of(
                        "00-" + TRACE + "-" + ended().getFirst().getSpanId() + "-01",
                        UNSAMPLED,
                        "null",
                        "00-" + TRACE + "-" + ended().getLast().getSpanId() + "-01"));
    }

    @Test
    void failureIsToldByItsClassAndNotByWhatItSays() {
        Uni<Object> failing = spans.around(
                "archive",
                batch(event(1, PARENT)),
                _ -> Uni.createFrom().failure(new IllegalStateException("secret text")));

        failing.onFailure().recoverWithNull().await().indefinitely();

        assertThat(ended().getFirst().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(ended().getFirst().getStatus().getDescription()).isEqualTo("IllegalStateException");
        assertThat(ended().getFirst().getEvents()).isEmpty();
    }

    @Test
    void conversationIsCutAndBodiesAreNotTold() {
        spans.reading("sequence", Topics.COMMANDS, "d:" + "x".repeat(5_000), PARENT)
                .end();
        spans.around("archive", batch(event(1, PARENT)), _ -> Uni.createFrom().voidItem())
                .await()
                .indefinitely();

        assertThat(attributes(ended().getFirst()).get("hongyan.conversation"))
                .asString()
                .hasSize(131);
        assertThat(ended().getLast().toString()).doesNotContain("hello");
    }

    private static Logged<Event> event(long seq, @Nullable String traceparent) {
        return new Logged<>(
                0,
                seq,
                traceparent,
                Event.newBuilder()
                        .setConversationId("d:ann:bob")
                        .setSeq(seq)
                        .setMessageSent(MessageSent.newBuilder()
                                .setContent(Content.newBuilder().setText("hello")))
                        .build());
    }

    @SafeVarargs
    private static DecodedBatch<Event> batch(Logged<Event>... events) {
        return new DecodedBatch<>(List.of(events), List.of(), Map.of());
    }

    private List<SpanData> ended() {
        return exporter.getFinishedSpanItems();
    }

    private static Map<String, Object> attributes(SpanData span) {
        return span.getAttributes().asMap().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().getKey(), Map.Entry::getValue));
    }

    private Spans spans(Sampler sampler) {
        return new Spans(tracers(sampler).get("test"), false);
    }

    private SdkTracerProvider tracers(Sampler sampler) {
        return SdkTracerProvider.builder()
                .setSampler(sampler)
                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                .build();
    }
}
