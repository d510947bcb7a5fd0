package io.hongyan.connector.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import org.junit.jupiter.api.Test;

class TracingTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    // Without an SDK a span is its parent: enough to see what is carried.
    private final Tracing tracing = new Tracing(OpenTelemetry.noop().getTracer("test"), false);

    @Test
    void spanOfARecordContinuesItsTrace() {
        assertThat(Tracing.traceparent(tracing.incoming("deliver", TRACE))).isEqualTo(TRACE);
    }

    @Test
    void commandCarriesTheCurrentTrace() {
        var current = SpanContext.create(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getSampled(),
                TraceState.getDefault());

        try (var _ = Span.wrap(current).makeCurrent()) {
            assertThat(Tracing.traceparent(tracing.outgoing("command"))).isEqualTo(TRACE);
        }
    }

    @Test
    void whatIsNoTraceIsNone() {
        for (String broken : new String[] {"", "00", "00-xyz-b7ad6b7169203331-01", "00-0af7-b7ad-01", TRACE + "x"}) {
            assertThat(Tracing.traceparent(tracing.incoming("deliver", broken)))
                    .as(broken)
                    .isNull();
        }
        assertThat(Tracing.traceparent(tracing.incoming("deliver", null))).isNull();
    }

    @Test
    void nothingIsTracedWhileTracingIsOff() {
        var off = new Tracing(OpenTelemetry.noop().getTracer("test"), true);

        assertThat(Tracing.traceparent(off.incoming("deliver", TRACE))).isNull();
    }
}
