package io.hongyan.message.sequencer.kafka;

import io.hongyan.message.sequencer.Decision;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.error.ErrorCodes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jboss.logging.Logger;

/**
 * What the sequencer does, in numbers. Counted when decided, just before the commit: what a failed transaction makes
 * decide again counts twice.
 */
@ApplicationScoped
class SequencerMetrics {

    private static final Logger LOG = Logger.getLogger(SequencerMetrics.class);

    private final MeterRegistry meters;
    private final Timer latency;
    private final Timer commits;
    private final Counter unanswerable;
    private final Counter threadFailures;
    private final Counter expired;

    SequencerMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.latency = Timer.builder("hongyan.sequencer.latency")
                .description("From the receipt of a command at the edge to its decision")
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10))
                .register(meters);
        this.commits = Timer.builder("hongyan.sequencer.commits")
                .description("Commits of what was decided: how many, and what each took")
                .register(meters);
        // There from the start: of a counter that appears with the first failure nobody sees that it rose.
        this.unanswerable = meters.counter("hongyan.sequencer.replies.dropped");
        this.threadFailures = meters.counter("hongyan.sequencer.thread.failures");
        this.expired = meters.counter("hongyan.sequencer.messages.expired");
    }

    /** What was decided is committed. */
    void committed(Duration took) {
        commits.record(took);
    }

    void decided(Command command, Decision decision, Instant now) {
        String kind = command.getActionCase().name().toLowerCase(Locale.ROOT);
        meters.counter(
                        "hongyan.sequencer.decisions",
                        "kind",
                        kind,
                        "outcome",
                        outcome(decision),
                        "code",
                        code(decision))
                .increment();
        if (command.getReceivedMs() > 0) {
            // Another machine's clock: a negative difference means nothing.
            latency.record(Duration.ofMillis(Math.max(0, now.toEpochMilli() - command.getReceivedMs())));
        }
    }

    private static String outcome(Decision decision) {
        return switch (decision) {
            case Decision.Accepted _ -> "accepted";
            case Decision.Repeated _ -> "repeated";
            case Decision.Unchanged _ -> "unchanged";
            case Decision.Refused _ -> "refused";
        };
    }

    private static String code(Decision decision) {
        return decision instanceof Decision.Refused refused ? ErrorCodes.word(refused.code()) : "none";
    }

    /** A message's time was over. */
    void expired() {
        expired.increment();
    }

    /** A command names a slot that does not exist: nobody can be told. */
    void unanswerable() {
        unanswerable.increment();
    }

    /** A record leaves by the dead-letter topic. The same metric as for every other consumer. */
    void poison(RecordMetadata place, String code, String cause) {
        LOG.warnf(
                "Dead letter: topic=%s partition=%d offset=%d code=%s cause=%s",
                place.topic(), place.partition(), place.offset(), code, cause);
        meters.counter("hongyan.dead.letters", "topic", place.topic(), "code", code)
                .increment();
    }

    /** A thread died of an exception and is replaced. */
    void threadFailed() {
        threadFailures.increment();
    }
}
