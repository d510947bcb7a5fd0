package io.hongyan.connector.command.kafka;

import io.hongyan.connector.command.Answers;
import io.hongyan.connector.command.CommandConfig;
import io.hongyan.connector.command.Commands;
import io.hongyan.connector.command.PendingReplies;
import io.hongyan.connector.command.PendingReplies.Pending;
import io.hongyan.connector.command.SessionOrder;
import io.hongyan.connector.session.Errors;
import io.hongyan.connector.session.LiveSession;
import io.hongyan.connector.session.SuiteException;
import io.hongyan.connector.slot.Slot;
import io.hongyan.connector.slot.grpc.SlotKeeper;
import io.hongyan.eventlog.RecordSpan;
import io.hongyan.eventlog.Spans;
import io.hongyan.eventlog.Topics;
import io.hongyan.eventlog.moderation.Moderation;
import io.hongyan.eventlog.moderation.Verdict;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.ReplyTo;
import io.hongyan.proto.error.ErrorCodes;
import io.hongyan.proto.error.v1.ErrorCode;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends commands, and answers when the sequencer's reply is there, or when it is too late. */
@ApplicationScoped
public class CommandSender {

    private static final int RETRY_MILLIS = 1000;
    private static final CompletionStage<Verdict> ALLOWED = CompletableFuture.completedStage(new Verdict.Allowed());

    /** How often it is looked for answers that are late: so much longer than stated they may be waited for. */
    private static final long LOOKS_EVERY_MILLIS = 100;

    private final Commands commands;
    private final CommandWriter writer;
    private final PendingReplies pending;
    private final Moderation moderation;
    private final SessionOrder order = new SessionOrder();
    private final SlotKeeper slots;
    private final Spans spans;
    private final MeterRegistry meters;
    private final MeterProvider<Timer> durations;
    private final Vertx vertx;
    private final long timer;
    private final InstantSource clock = InstantSource.system();

    CommandSender(
            CommandWriter writer,
            RepliesReader replies,
            SlotKeeper slots,
            Moderation moderation,
            CommandConfig config,
            Spans spans,
            Vertx vertx,
            MeterRegistry meters) {
        this.commands = new Commands(config.contentBytesMax(), CommandSender::sha256);
        this.writer = writer;
        this.pending = replies.pending();
        this.slots = slots;
        this.moderation = moderation;
        this.spans = spans;
        this.meters = meters;
        this.durations = Timer.builder("hongyan.command.duration")
                .description("From a request of a client to its answer")
                // What may be promised of answers, since what is promised has to be a bound here: docs/slo.md.
                .serviceLevelObjectives(
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(2_500),
                        Duration.ofSeconds(5))
                .withRegistry(meters);
        meters.gauge("hongyan.moderation.sessions.waiting", order, SessionOrder::waiting);
        this.vertx = vertx;
        Duration max = config.answerMax();
        this.timer = vertx.setPeriodic(LOOKS_EVERY_MILLIS, _ -> pending.expire(System.nanoTime(), max));
    }

    @PreDestroy
    void close() {
        vertx.cancelTimer(timer);
    }

    /** Carries out a frame that asks for a command. Fails with a {@link SuiteException}. */
    public CompletionStage<ServerFrame> send(LiveSession session, ClientFrame frame) {
        String kind = frame.getBodyCase().name().toLowerCase(Locale.ROOT);
        Timer.Sample timed = Timer.start(meters);
        try {
            Command command = commands.of(session.identity(), session.background(), frame, clock.millis());
            return judged(session.identity().sessionId(), kind, command)
                    .whenComplete((_, failure) -> record(timed, kind, failure));
        } catch (SuiteException refused) {
            record(timed, kind, refused);
            throw refused;
        }
    }

    /** Where somebody moderates; and what comes after something that is being looked at waits for it. */
    private CompletionStage<ServerFrame> judged(String sessionId, String kind, Command command) {
        CompletionStage<Verdict> verdict =
                moderation.concerns(command) ? moderation.judge(command).subscribeAsCompletionStage() : ALLOWED;
        RecordSpan span = spans.writing("command " + kind, Topics.COMMANDS, command.getConversationId());
        return order.take(sessionId, verdict, told -> switch (told) {
                    case Verdict.Allowed _ -> send(command, span);
                    case Verdict.Refused(String reason) ->
                        throw new SuiteException(Errors.of(ErrorCode.ERROR_CODE_CONTENT_REFUSED, reason));
                    case Verdict.Unknown _ -> throw unavailable("Nobody can say now whether this may be said.");
                })
                .whenComplete((_, failure) -> span.end(failure));
    }

    private CompletionStage<ServerFrame> send(Command command, RecordSpan span) {
        Slot slot = slots.current().orElseThrow(() -> unavailable("This server is not ready."));
        Pending awaited = pending.open(System.nanoTime())
                .orElseThrow(() -> unavailable("Too many requests await an answer; retry later."));
        Command addressed = command.toBuilder()
                .setReplyTo(ReplyTo.newBuilder()
                        .setSlot(slot.number())
                        .setBootId(slot.bootId())
                        .setCorrelationId(awaited.correlationId()))
                .build();
        writer.write(addressed, span.traceparent())
                .subscribe()
                .with(
                        _ -> {},
                        _ -> awaited.reply().completeExceptionally(unavailable("The log does not take commands.")));
        return awaited.reply()
                .whenComplete((reply, _) -> {
                    pending.close(awaited);
                    if (reply != null) {
                        span.seq(reply.getAccepted().getSeq());
                    }
                })
                .exceptionally(failure -> {
                    throw told(failure);
                })
                .thenApply(Answers::of);
    }

    private void record(Timer.Sample timed, String kind, @Nullable Throwable failure) {
        timed.stop(durations.withTags("kind", kind, "outcome", outcome(failure)));
    }

    private static String outcome(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        if (cause == null) {
            return "ACCEPTED";
        }
        return cause instanceof SuiteException told
                ? ErrorCodes.word(told.error().getCode())
                : "FAILED";
    }

    private static RuntimeException told(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        return switch (cause) {
            case SuiteException told -> told;
            case TimeoutException _ ->
                new SuiteException(Errors.of(
                        ErrorCode.ERROR_CODE_TIMEOUT,
                        "No answer came in time; repeat it with the same client_message_id.",
                        RETRY_MILLIS));
            case null, default -> new CompletionException(cause);
        };
    }

    private static SuiteException unavailable(String sentence) {
        return new SuiteException(Errors.of(ErrorCode.ERROR_CODE_UNAVAILABLE, sentence, RETRY_MILLIS));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
