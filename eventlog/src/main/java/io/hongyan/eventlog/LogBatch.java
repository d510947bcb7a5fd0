package io.hongyan.eventlog;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Records that are written together, and, where Kafka did not confirm some, those again. */
public final class LogBatch {

    private final LogProducer producer;
    private volatile List<ProducerRecord<String, byte[]>> unwritten;

    LogBatch(LogProducer producer, List<ProducerRecord<String, byte[]>> records) {
        this.producer = producer;
        this.unwritten = List.copyOf(records);
    }

    /**
     * Writes what is not written yet, in order, once subscribed to. Completes when Kafka has confirmed all; fails, when all have
     * been answered, with the first failure. One attempt after the other.
     */
    public Uni<Void> write() {
        return producer.onceReady(Uni.createFrom().completionStage(this::attempt));
    }

    private CompletableFuture<Void> attempt() {
        List<ProducerRecord<String, byte[]>> records = unwritten;
        var done = new CompletableFuture<Void>();
        var open = new AtomicInteger(records.size());
        var failure = new AtomicReference<Exception>();
        Queue<ProducerRecord<String, byte[]>> failed = new ConcurrentLinkedQueue<>();
        if (records.isEmpty()) {
            done.complete(null);
        }
        for (ProducerRecord<String, byte[]> record : records) {
            producer.send(record, (_, refused) -> {
                if (refused != null) {
                    failure.compareAndSet(null, refused);
                    failed.add(record);
                }
                if (open.decrementAndGet() == 0) {
                    unwritten = List.copyOf(failed);
                    finish(done, failure.get());
                }
            });
        }
        return done;
    }

    private static void finish(CompletableFuture<Void> done, @Nullable Exception failure) {
        if (failure == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(failure);
        }
    }
}
