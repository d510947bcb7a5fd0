package io.hongyan.message.sequencer.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.Poison;
import io.hongyan.eventlog.RecordSpan;
import io.hongyan.eventlog.Spans;
import io.hongyan.eventlog.Topics;
import io.hongyan.message.sequencer.Answer;
import io.hongyan.message.sequencer.Changes;
import io.hongyan.message.sequencer.ConversationId;
import io.hongyan.message.sequencer.Decision;
import io.hongyan.message.sequencer.Scope;
import io.hongyan.message.sequencer.Sequencing;
import io.hongyan.message.sequencer.Snapshot;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.Reply;
import io.hongyan.proto.commands.v1.ReplyTo;
import io.hongyan.proto.events.v1.Event;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Takes one command after the other: fetches what a decision needs, has it made, and carries it out. */
final class SequencerProcessor implements Processor<String, byte[], String, Outgoing> {

    private static final String SOURCE = "/hongyan/sequencer";

    /** Far more than the limits allow. Its event is longer than a command, and a broker takes only about a mebibyte. */
    private static final int COMMAND_BYTES_MAX = 768 << 10;

    /** So many messages disappear in a turn of a partition: commands do not wait long behind them. */
    private static final int EXPIRED_AT_ONCE_MAX = 200;

    /** Room for any UUID. A longer name is none of ours, and would be copied into every reply. */
    private static final int BOOT_ID_MAX = 64;

    private static final String EVENT_TYPE = "hongyan.events.v1.Event.";
    private static final String REPLY_TYPE = "hongyan.commands.v1.Reply";

    private final SequencerConfig config;
    private final SequencerMetrics metrics;
    private final Spans spans;
    private final InstantSource clock;
    private final Sequencing sequencing;
    private final Supplier<Pace> pace;

    private @Nullable ProcessorContext<String, Outgoing> context;
    private @Nullable ConversationStores stores;
    private @Nullable ExpiryAlarm alarm;

    SequencerProcessor(
            SequencerConfig config, SequencerMetrics metrics, Spans spans, InstantSource clock, Supplier<Pace> pace) {
        this.config = config;
        this.metrics = metrics;
        this.spans = spans;
        this.clock = clock;
        this.sequencing = new Sequencing(config.limits());
        this.pace = pace;
    }

    @Override
    public void init(ProcessorContext<String, Outgoing> context) {
        this.context = context;
        this.stores = new ConversationStores(context, config);
        this.alarm = new ExpiryAlarm(context, clock, this::expireDue);
        alarm.atLatest(stores.firstDueMs());
    }

    @Override
    public void process(Record<String, byte[]> record) {
        take(record);
        pace.get().decided(Objects.requireNonNull(context));
    }

    private void take(Record<String, byte[]> record) {
        RecordMetadata place = Objects.requireNonNull(context).recordMetadata().orElseThrow();
        if (record.value() == null) {
            setAside(record, place, Poison.UNDECODABLE, "The record has no value.");
            return;
        }
        if (record.value().length > COMMAND_BYTES_MAX) {
            setAside(record, place, Poison.INVALID, "The command is longer than " + COMMAND_BYTES_MAX + " bytes.");
            return;
        }
        Command command;
        try {
            command = Command.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            // Protobuf's own sentence names the kind of damage and never quotes the bytes.
            setAside(record, place, Poison.UNDECODABLE, "The value is not Protobuf: " + e.getMessage());
            return;
        }
        String objection = Sequencing.objection(record.key(), command);
        ConversationId id = ConversationId.parse(command.getConversationId());
        if (objection != null || id == null) {
            setAside(record, place, Poison.INVALID, String.valueOf(objection));
        } else {
            RecordSpan span =
                    spans.reading("sequence", Topics.COMMANDS, record.key(), CloudEvents.traceparent(record.headers()));
            try {
                decide(id, command, place.partition(), span);
            } finally {
                span.end();
            }
        }
    }

    private void decide(ConversationId id, Command command, int partition, RecordSpan span) {
        ConversationStores known = Objects.requireNonNull(stores);
        Instant now = clock.instant();
        Snapshot state = known.load(command.getConversationId(), id, Scope.of(id, command), now);

        Decision decision = sequencing.decide(state, command, now);

        if (decision instanceof Decision.Accepted(Event event)) {
            Changes changes = Sequencing.after(state, event);
            known.save(command.getConversationId(), changes);
            if (changes.expiring() != null) {
                Objects.requireNonNull(alarm).atLatest(changes.expiring().expiresMs());
            }
            span.seq(event.getSeq());
            publish(event, partition, span.traceparent());
        }
        answer(Answer.to(command, state, decision), command, now, span.traceparent());
        span.outcome(decision.getClass().getSimpleName());
        metrics.decided(command, decision, now);
    }

    /** Has messages disappear whose time is over; those of one partition in a bounded number at a time. */
    private void expireDue() {
        ConversationStores known = Objects.requireNonNull(stores);
        ProcessorContext<String, Outgoing> task = Objects.requireNonNull(context);
        Instant now = clock.instant();
        List<ConversationStores.Expiring> due = known.due(now, EXPIRED_AT_ONCE_MAX);
        due.forEach(expiring -> expire(known, expiring, task.taskId().partition(), now));
        Objects.requireNonNull(alarm).atLatest(known.firstDueMs());
        if (!due.isEmpty()) {
            pace.get().decided(task);
        }
    }

    private void expire(ConversationStores known, ConversationStores.Expiring expiring, int partition, Instant now) {
        String conversation = expiring.conversationId();
        ConversationId id = Objects.requireNonNull(ConversationId.parse(conversation));
        Snapshot state = known.load(conversation, id, Scope.ofExpiry(expiring.message()), now);
        Event event = Sequencing.expire(state, conversation, expiring.message(), now);
        known.save(conversation, Sequencing.after(state, event));
        known.expired(expiring);
        publish(event, partition, null);
        metrics.expired();
    }

    private void publish(Event event, int partition, @Nullable String traceparent) {
        var headers = new RecordHeaders();
        new CloudEvents(
                        event.getConversationId() + "/" + event.getRevision(),
                        EVENT_TYPE + event.getPayloadCase().name().toLowerCase(Locale.ROOT),
                        SOURCE,
                        Instant.ofEpochMilli(event.getTimeMs()),
                        traceparent)
                .writeTo(headers);
        forward(
                event.getConversationId(),
                new Outgoing(partition, event.toByteArray()),
                event.getTimeMs(),
                headers,
                SequencerTopology.EVENTS);
    }

    private void answer(Reply reply, Command command, Instant now, @Nullable String traceparent) {
        if (!command.hasReplyTo()) {
            return;
        }
        ReplyTo to = command.getReplyTo();
        if (to.getSlot() < 0 || to.getSlot() >= Topics.SLOTS || to.getBootId().length() > BOOT_ID_MAX) {
            metrics.unanswerable();
            return;
        }
        var headers = new RecordHeaders();
        String id = to.getBootId() + "/" + Long.toUnsignedString(to.getCorrelationId());
        new CloudEvents(id, REPLY_TYPE, SOURCE, now, traceparent).writeTo(headers);
        forward(
                command.getConversationId(),
                new Outgoing(to.getSlot(), reply.toByteArray()),
                now.toEpochMilli(),
                headers,
                SequencerTopology.REPLIES);
    }

    private void setAside(Record<String, byte[]> record, RecordMetadata place, String code, String message) {
        metrics.poison(place, code, message);
        Objects.requireNonNull(context)
                .forward(DeadLetter.of(record, place, code, message), SequencerTopology.DEAD_LETTERS);
    }

    private void forward(String key, Outgoing value, long timeMs, Headers headers, String sink) {
        Objects.requireNonNull(context).forward(new Record<>(key, value, timeMs, headers), sink);
    }
}
