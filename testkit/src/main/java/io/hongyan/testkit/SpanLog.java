package io.hongyan.testkit;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** The spans that have ended, in place of a collector. */
@Singleton
public class SpanLog {

    private final InMemorySpanExporter ended = InMemorySpanExporter.create();

    @Produces
    @Singleton
    @Unremovable
    SpanProcessor processor() {
        return SimpleSpanProcessor.create(ended);
    }

    /** Those of one trace, in the order in which they ended. */
    public List<SpanData> of(String traceId) {
        return ended.getFinishedSpanItems().stream()
                .filter(span -> span.getTraceId().equals(traceId))
                .toList();
    }

    /** Those of one name, in the order in which they ended. */
    public List<SpanData> named(String name) {
        return ended.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .toList();
    }
}
