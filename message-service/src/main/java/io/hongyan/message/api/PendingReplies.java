package io.hongyan.message.api;

import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_INTERNAL;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_TIMEOUT;

import io.hongyan.proto.commands.v1.Reply;
import io.hongyan.proto.messaging.v1.SendResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Who waits for which reply, bounded. Safe for use by many threads. */
public final class PendingReplies {

    private final int waitingMax;
    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, CompletableFuture<Outcome>> waiting = new ConcurrentHashMap<>();

    /** For at most so many at once. */
    public PendingReplies(int waitingMax) {
        this.waitingMax = waitingMax;
    }

    /** One who waits. */
    public record Ticket(long correlationId, CompletableFuture<Outcome> outcome) {}

    /** Begins to wait; nothing if too many do already. */
    public Optional<Ticket> open() {
        long id = lastId.incrementAndGet();
        var ticket = new Ticket(id, new CompletableFuture<>());
        waiting.put(id, ticket.outcome());
        if (waiting.size() > waitingMax) {
            waiting.remove(id);
            return Optional.empty();
        }
        return Optional.of(ticket);
    }

    /** Nobody waits with this ticket any more. */
    public void close(Ticket ticket) {
        waiting.remove(ticket.correlationId());
    }

    /** Answers who waits for this reply; false if nobody does any more. */
    public boolean answer(Reply reply) {
        var outcome = waiting.remove(reply.getReplyTo().getCorrelationId());
        return outcome != null && outcome.complete(outcome(reply));
    }

    /** The replies will not come: this life is over. Whether the commands were carried out nobody here can know. */
    public void abandon() {
        waiting.forEach((id, outcome) -> {
            waiting.remove(id);
            outcome.complete(Outcome.failed(
                    ERROR_CODE_TIMEOUT, "The answer was lost. Repeat with the same key to learn what became of it."));
        });
    }

    /** How many wait. */
    public int size() {
        return waiting.size();
    }

    private static Outcome outcome(Reply reply) {
        return switch (reply.getOutcomeCase()) {
            case ACCEPTED ->
                new Outcome.Sent(SendResponse.newBuilder()
                        .setConversationId(reply.getConversationId())
                        .setSeq(reply.getAccepted().getSeq())
                        .setTimeMs(reply.getAccepted().getTimeMs())
                        .setRepeated(reply.getAccepted().getRepeated())
                        .build());
            case REFUSED ->
                Outcome.failed(reply.getRefused().getCode(), reply.getRefused().getMessage());
            case OUTCOME_NOT_SET ->
                Outcome.failed(ERROR_CODE_INTERNAL, "The answer is of a kind that this release does not know.");
        };
    }
}
