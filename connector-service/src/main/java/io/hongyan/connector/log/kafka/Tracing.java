package io.hongyan.connector.log.kafka;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Spans of what leaves for the log and what comes from it. Without tracing, spans that are nothing. */
@ApplicationScoped
public class Tracing {

    private static final int PARTS = 4;
    private static final int TRACE_CHARS = 32;
    private static final int SPAN_CHARS = 16;
    private static final int FLAGS_CHARS = 2;

    private final Tracer tracer;
    private final boolean off;

    /** The injected tracer makes real spans even with the SDK disabled, hence the question. */
    Tracing(Tracer tracer, @ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "false") boolean off) {
        this.tracer = tracer;
        this.off = off;
    }

    /** A span that begins now, within the current one. The caller ends it. */
    public Span outgoing(String name) {
        if (off) {
            return Span.getInvalid();
        }
        return tracer.spanBuilder(name).setSpanKind(SpanKind.PRODUCER).startSpan();
    }

    /** A span that begins now and continues the trace of a record, if that has one. The caller ends it. */
    public Span incoming(String name, @Nullable String traceparent) {
        if (off) {
            return Span.getInvalid();
        }
        return tracer.spanBuilder(name)
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(parent(traceparent))
                .startSpan();
    }

    /** What a record says to continue this span; null if nothing is traced. */
    public static @Nullable String traceparent(Span span) {
        SpanContext context = span.getSpanContext();
        return context.isValid()
                ? "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                        + context.getTraceFlags().asHex()
                : null;
    }

    private static Context parent(@Nullable String traceparent) {
        String[] parts = traceparent == null ? new String[0] : traceparent.split("-", PARTS + 1);
        if (parts.length < PARTS
                || parts[1].length() != TRACE_CHARS
                || parts[2].length() != SPAN_CHARS
                || !parts[3].matches("[0-9a-f]{" + FLAGS_CHARS + "}")) {
            return Context.root();
        }
        SpanContext context = SpanContext.createFromRemoteParent(
                parts[1], parts[2], TraceFlags.fromHex(parts[3], 0), TraceState.getDefault());
        return Context.root().with(Span.wrap(context));
    }
}
