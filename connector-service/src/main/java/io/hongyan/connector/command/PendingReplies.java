package io.hongyan.connector.command;

import io.hongyan.proto.commands.v1.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Commands whose reply is awaited, by correlation id. Bounded. Safe for use by many threads. Times are those of
 * {@link System#nanoTime()}.
 */
public final class PendingReplies {

    /**
     * One awaited reply. Whoever opened it closes it, whatever came of it.
     *
     * @param sinceNanos since when it is awaited
     */
    public record Pending(long correlationId, long sinceNanos, CompletableFuture<Reply> reply) {}

    private final int max;
    private final AtomicLong lastId = new AtomicLong();
    private final AtomicInteger size = new AtomicInteger();
    private final Map<Long, Pending> byId = new ConcurrentHashMap<>();

    /** At most so many at once. */
    public PendingReplies(int max) {
        this.max = max;
    }

    /** Awaits one more; empty if there are as many as may be. */
    public Optional<Pending> open(long nowNanos) {
        if (size.incrementAndGet() > max) {
            size.decrementAndGet();
            return Optional.empty();
        }
        var pending = new Pending(lastId.incrementAndGet(), nowNanos, new CompletableFuture<>());
        byId.put(pending.correlationId(), pending);
        return Optional.of(pending);
    }

    /** Does not await it any longer. */
    public void close(Pending pending) {
        if (byId.remove(pending.correlationId()) != null) {
            size.decrementAndGet();
        }
    }

    /** A reply came. False if nobody awaits it: it came twice, or too late. */
    public boolean complete(Reply reply) {
        Pending pending = byId.get(reply.getReplyTo().getCorrelationId());
        return pending != null && pending.reply().complete(reply);
    }

    /**
     * Fails what has been awaited for that long, with a {@link TimeoutException}. Looks at all that is awaited: for a few
     * times a second, in place of a timer for each.
     */
    public void expire(long nowNanos, Duration max) {
        byId.values().forEach(pending -> {
            if (nowNanos - pending.sinceNanos() >= max.toNanos()) {
                pending.reply().completeExceptionally(new TimeoutException());
            }
        });
    }

    /** Nothing that is awaited now will come. */
    public void fail(RuntimeException cause) {
        byId.values().forEach(pending -> pending.reply().completeExceptionally(cause));
    }

    /** How many are awaited. */
    public int size() {
        return size.get();
    }
}
