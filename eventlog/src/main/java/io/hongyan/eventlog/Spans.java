package io.hongyan.eventlog;

import io.hongyan.proto.events.v1.Event;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Begins the spans of records: what a service reads, what it makes of it, and what it writes. A trace begins where
 * something comes from outside and goes on by the {@code traceparent} of records; a record that has none, or one that is
 * not sampled, has no span. Conversation and sequence are told, bodies and tokens never.
 */
@ApplicationScoped
public class Spans {

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> CONVERSATION = AttributeKey.stringKey("hongyan.conversation");

    /** Two user ids with what is around them. */
    private static final int CONVERSATION_CHARS_MAX = 131;

    private static final Pattern SAMPLED = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f][13579bdf])");

    private final Tracer tracer;
    private final boolean off;

    /** The injected tracer makes real spans even with the SDK disabled, hence the question. */
    @Inject
    public Spans(
            Tracer tracer, @ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "false") boolean off) {
        this.tracer = tracer;
        this.off = off;
    }

    /** Without tracing: every span is nothing. */
    public static Spans off() {
        return new Spans(OpenTelemetry.noop().getTracer("off"), true);
    }

    /** What comes from outside. Begins a trace, which the sampler takes or leaves. */
    public RecordSpan entering(String name) {
        if (off) {
            return new RecordSpan(Span.getInvalid(), null);
        }
        Span span = tracer.spanBuilder(name)
                .setSpanKind(SpanKind.SERVER)
                .setParent(Context.root())
                .startSpan();
        return new RecordSpan(span, null);
    }

    /** A record that is written, within the current span. */
    public RecordSpan writing(String name, String topic, String conversation) {
        if (off) {
            return new RecordSpan(Span.getInvalid(), null);
        }
        return new RecordSpan(
                about(tracer.spanBuilder(name).setSpanKind(SpanKind.PRODUCER), topic, conversation)
                        .startSpan(),
                null);
    }

    /** A record that is written, in the trace that a request has said. */
    public RecordSpan writing(String name, String topic, String conversation, @Nullable String traceparent) {
        return continued(name, SpanKind.PRODUCER, topic, conversation, traceparent);
    }

    /** A record that was read, in its own trace. */
    public RecordSpan reading(String name, String topic, String conversation, @Nullable String traceparent) {
        return continued(name, SpanKind.CONSUMER, topic, conversation, traceparent);
    }

    /** A call to somebody outside, such as APNs, for what was once read from a topic. */
    public RecordSpan calling(String name, String topic, String conversation, @Nullable String traceparent) {
        return continued(name, SpanKind.CLIENT, topic, conversation, traceparent);
    }

    /**
     * Does work on a batch of events, with a span for each that is traced, from now until the work is done. The work is
     * given the batch with those spans as its trace contexts. What it asks of others for the whole batch is seen in the
     * trace of the first.
     */
    public <T> Uni<T> around(String name, DecodedBatch<Event> batch, Function<DecodedBatch<Event>, Uni<T>> work) {
        if (off) {
            return work.apply(batch);
        }
        List<RecordSpan> spans = new ArrayList<>(batch.records().size());
        List<Logged<Event>> carrying = new ArrayList<>(batch.records().size());
        for (Logged<Event> record : batch.records()) {
            RecordSpan span = reading(name, Topics.EVENTS, record.value().getConversationId(), record.traceparent());
            span.seq(record.value().getSeq());
            spans.add(span);
            carrying.add(new Logged<>(record.partition(), record.offset(), span.traceparent(), record.value()));
        }
        return within(spans, () -> work.apply(new DecodedBatch<>(carrying, batch.poison(), batch.next())));
    }

    /** Does work that belongs to several spans: within the first of them, and with its end they all end. */
    public static <T> Uni<T> within(List<RecordSpan> spans, Supplier<Uni<T>> work) {
        List<RecordSpan> traced = spans.stream().filter(RecordSpan::isTraced).toList();
        if (traced.isEmpty()) {
            return work.get();
        }
        return Uni.createFrom()
                .deferred(() -> traced.getFirst().within(work))
                .onTermination()
                .invoke((_, failure, _) -> traced.forEach(span -> span.end(failure)));
    }

    private RecordSpan continued(
            String name, SpanKind kind, String topic, String conversation, @Nullable String traceparent) {
        Context parent = off ? null : sampled(traceparent);
        return new RecordSpan(
                parent == null
                        ? Span.getInvalid()
                        : about(tracer.spanBuilder(name).setSpanKind(kind).setParent(parent), topic, conversation)
                                .startSpan(),
                traceparent);
    }

    private static SpanBuilder about(SpanBuilder span, String topic, String conversation) {
        span.setAttribute(SYSTEM, "kafka").setAttribute(DESTINATION, topic);
        return conversation.isEmpty()
                ? span
                : span.setAttribute(
                        CONVERSATION,
                        conversation.substring(0, Math.min(conversation.length(), CONVERSATION_CHARS_MAX)));
    }

    private static @Nullable Context sampled(@Nullable String traceparent) {
        if (traceparent == null) {
            return null;
        }
        var parts = SAMPLED.matcher(traceparent);
        if (!parts.matches()) {
            return null;
        }
        SpanContext context = SpanContext.createFromRemoteParent(
                parts.group(1), parts.group(2), TraceFlags.fromHex(parts.group(3), 0), TraceState.getDefault());
        return context.isValid() ? Context.root().with(Span.wrap(context)) : null;
    }
}
