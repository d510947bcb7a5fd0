package io.hongyan.connector.command.kafka;

import io.hongyan.connector.command.Answers;
import io.hongyan.connector.command.CommandConfig;
import io.hongyan.connector.command.PendingReplies;
import io.hongyan.connector.log.kafka.Tail;
import io.hongyan.connector.log.kafka.Tails;
import io.hongyan.connector.session.Errors;
import io.hongyan.connector.session.SuiteException;
import io.hongyan.connector.slot.Slot;
import io.hongyan.connector.slot.SlotUser;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.commands.v1.Reply;
import io.hongyan.proto.error.v1.ErrorCode;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Reads the replies to this slot, and completes what awaits them. */
@ApplicationScoped
public class RepliesReader implements SlotUser {

    private final PendingReplies pending;
    private final Tails tails;
    private final MeterRegistry meters;
    private final AtomicReference<@Nullable Tail<Reply>> tail = new AtomicReference<>();

    RepliesReader(Tails tails, CommandConfig config, MeterRegistry meters) {
        this.pending = new PendingReplies(config.pendingMax());
        this.tails = tails;
        this.meters = meters;
        meters.gauge("hongyan.command.pending", pending, PendingReplies::size);
    }

    PendingReplies pending() {
        return pending;
    }

    /** Whether replies are read now. */
    public boolean working() {
        Tail<Reply> current = tail.get();
        return current != null && current.working();
    }

    @Override
    public CompletionStage<Void> taken(Slot slot) {
        var source = new Tail.Source<>(
                "replies",
                Topics.REPLIES,
                OptionalInt.of(slot.number()),
                Reply.parser(),
                (_, reply) -> Answers.fault(reply),
                Tail.From.END,
                Duration.ZERO);
        Tail<Reply> opened = tails.follow(source, logged -> read(logged.value(), slot));
        replace(opened);
        return opened.positioned();
    }

    @Override
    public void lost(Slot slot) {
        replace(null);
        pending.fail(new SuiteException(
                Errors.of(ErrorCode.ERROR_CODE_TIMEOUT, "This server lost its place before the answer came.")));
    }

    private void replace(@Nullable Tail<Reply> opened) {
        Tail<Reply> before = tail.getAndSet(opened);
        if (before != null) {
            before.close();
        }
    }

    private void read(Reply reply, Slot slot) {
        if (!reply.getReplyTo().getBootId().equals(slot.bootId())) {
            meters.counter("hongyan.command.replies.ignored", "reason", "other_life")
                    .increment();
        } else if (!pending.complete(reply)) {
            meters.counter("hongyan.command.replies.ignored", "reason", "not_awaited")
                    .increment();
        }
    }
}
