package io.hongyan.eventlog;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One step of a trace: what a service does with a record or a frame. Where that is not traced it is nothing, and only
 * hands on the trace context that came. Whoever began it ends it.
 */
public final class RecordSpan {

    private static final AttributeKey<Long> SEQ = AttributeKey.longKey("hongyan.seq");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("hongyan.outcome");

    private final Span span;
    private final @Nullable String came;

    RecordSpan(Span span, @Nullable String came) {
        this.span = span;
        this.came = came;
    }

    /** What records say that this step causes: this span where there is one, else what came; null if nothing did. */
    public @Nullable String traceparent() {
        SpanContext context = span.getSpanContext();
        return context.isValid()
                ? "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                        + context.getTraceFlags().asHex()
                : came;
    }

    boolean isTraced() {
        return span.getSpanContext().isValid();
    }

    /** Notes a sequence; 0 is none. */
    public void seq(long seq) {
        if (seq != 0) {
            span.setAttribute(SEQ, seq);
        }
    }

    /** Notes what became of it, by one of a few words. */
    public void outcome(String word) {
        span.setAttribute(OUTCOME, word);
    }

    /** Ends it, now. */
    public void end() {
        span.end();
    }

    /** Ends it, now; with a failure, by its class alone, since messages may quote what they are about. */
    public void end(@Nullable Throwable failure) {
        if (failure != null) {
            span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
        }
        span.end();
    }

    /** Does work that belongs to it: calls and spans that begin there are its children. */
    public <T> T within(Supplier<T> work) {
        if (!isTraced()) {
            return work.get();
        }
        // On a bare event loop Quarkus has nowhere to keep the current span: it is kept in a duplicate of the context.
        if (Vertx.currentContext() instanceof ContextInternal bare && !VertxContext.isDuplicatedContext(bare)) {
            var duplicate = (ContextInternal) VertxContext.createNewDuplicatedContext(bare);
            ContextInternal before = duplicate.beginDispatch();
            try {
                return current(work);
            } finally {
                duplicate.endDispatch(before);
            }
        }
        return current(work);
    }

    private <T> T current(Supplier<T> work) {
        try (Scope _ = Context.current().with(span).makeCurrent()) {
            return work.get();
        }
    }
}
