package io.hongyan.message.api.kafka;

import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_CONTENT_REFUSED;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_RATE_LIMITED;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_TIMEOUT;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_UNAVAILABLE;

import io.hongyan.eventlog.RecordSpan;
import io.hongyan.eventlog.Spans;
import io.hongyan.eventlog.Topics;
import io.hongyan.eventlog.moderation.Moderation;
import io.hongyan.eventlog.moderation.Verdict;
import io.hongyan.message.api.ApiConfig;
import io.hongyan.message.api.Caller;
import io.hongyan.message.api.Outcome;
import io.hongyan.message.api.PendingReplies.Ticket;
import io.hongyan.message.api.Sending;
import io.hongyan.message.slot.Tenure;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.messaging.v1.SendRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Sends for a back end: writes the command, waits for its reply, and answers in any case. */
@ApplicationScoped
public class Sender {

    private static final Logger LOG = Logger.getLogger(Sender.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Replies replies;
    private final Commands commands;
    private final Moderation moderation;
    private final ApiConfig config;
    private final Spans spans;
    private final MeterRegistry meters;
    private final InstantSource clock = InstantSource.system();

    Sender(
            Replies replies,
            Commands commands,
            Moderation moderation,
            ApiConfig config,
            Spans spans,
            MeterRegistry meters) {
        this.replies = replies;
        this.commands = commands;
        this.moderation = moderation;
        this.config = config;
        this.spans = spans;
        this.meters = meters;
    }

    /** Whether answers are read now; if not, everything is refused with UNAVAILABLE. */
    public boolean ready() {
        return replies.tenure().isPresent();
    }

    /**
     * Sends, and answers within the configured deadline. Never fails.
     *
     * @param door by which it came, {@code grpc} or {@code rest}, for metrics
     * @param traceparent the trace it belongs to
     */
    public Uni<Outcome> send(Caller caller, SendRequest request, String door, String traceparent) {
        var sample = Timer.start(meters);
        return decide(caller, request, traceparent)
                .invoke(outcome ->
                        sample.stop(meters.timer("hongyan.api.requests", "door", door, "outcome", outcome.word())));
    }

    private Uni<Outcome> decide(Caller caller, SendRequest request, String traceparent) {
        var now = clock.instant();
        Duration wait = caller.limit().take(now);
        if (wait.isPositive()) {
            return answer(new Outcome.Failed(ERROR_CODE_RATE_LIMITED, "This credential sends too fast.", wait));
        }
        return switch (Sending.decide(caller, request, config.contentBytesMax(), now)) {
            case Sending.Refused refused -> answer(refused.why());
            case Sending.Accepted accepted -> judged(accepted.command(), traceparent);
        };
    }

    private Uni<Outcome> judged(Command command, String traceparent) {
        return moderation.judge(command).chain(verdict -> switch (verdict) {
            case Verdict.Allowed _ -> ask(command, traceparent);
            case Verdict.Refused(String reason) -> answer(Outcome.failed(ERROR_CODE_CONTENT_REFUSED, reason));
            case Verdict.Unknown _ -> unavailable("Nobody can say now whether this may be said.");
        });
    }

    private Uni<Outcome> ask(Command command, String traceparent) {
        Optional<Tenure> tenure = replies.tenure();
        if (tenure.isEmpty()) {
            return unavailable("The send API is starting, or has lost its slot.");
        }
        return replies.pending()
                .open()
                .map(ticket -> write(command, tenure.get(), ticket, traceparent))
                .orElseGet(() -> unavailable("As many requests as allowed are waiting for their answer."));
    }

    private Uni<Outcome> write(Command command, Tenure tenure, Ticket ticket, String traceparent) {
        RecordSpan span = spans.writing("command send", Topics.COMMANDS, command.getConversationId(), traceparent);
        // A reply may overtake the broker's confirmation of the command: the first of the two ends the wait.
        commands.write(command, tenure, ticket.correlationId(), span.traceparent())
                .subscribe()
                .with(_ -> {}, failure -> {
                    LOG.warnf("Command not written: conversation=%s cause=%s", command.getConversationId(), failure);
                    ticket.outcome()
                            .complete(new Outcome.Failed(
                                    ERROR_CODE_UNAVAILABLE, "The log does not take the message now.", RETRY_AFTER));
                });
        return Uni.createFrom()
                .completionStage(ticket.outcome())
                .ifNoItem()
                .after(config.replyDeadline())
                .recoverWithItem(Outcome.failed(
                        ERROR_CODE_TIMEOUT,
                        "No answer came in time. Repeat with the same key to learn what became of it."))
                .invoke(outcome -> span.outcome(outcome.word()))
                .eventually(() -> {
                    replies.pending().close(ticket);
                    span.end();
                });
    }

    private static Uni<Outcome> unavailable(String sentence) {
        return answer(new Outcome.Failed(ERROR_CODE_UNAVAILABLE, sentence, RETRY_AFTER));
    }

    private static Uni<Outcome> answer(Outcome outcome) {
        return Uni.createFrom().item(outcome);
    }
}
