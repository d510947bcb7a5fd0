package io.hongyan.bench.push;

import io.hongyan.bench.OpenLoop;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.events.v1.Event;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes events where the sequencer would: everybody's next one in turn. Who has the app open confirms each message; who is away reads
 * once in a while, on another device.
 */
final class Writer implements AutoCloseable {

    private static final int READS_EVERY = 8;

    private final List<Correspondence> correspondences;
    private final KafkaProducer<String, byte[]> log;
    private final AtomicLong failed = new AtomicLong();
    private long turn;

    Writer(List<Correspondence> correspondences, int kafkaPort) {
        this.correspondences = correspondences;
        this.log = new KafkaProducer<>(
                Map.of("bootstrap.servers", "localhost:" + kafkaPort, "linger.ms", 1, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Writes so many at a rate; returns when they are handed over. */
    void write(int perSecond, long count, boolean measured) {
        OpenLoop.run(perSecond, count, (_, _) -> next(measured));
    }

    /** Returns when all are committed; how many were not. */
    long settle() {
        log.flush();
        return failed.get();
    }

    @Override
    public void close() {
        log.close();
    }

    private void next(boolean measured) {
        Correspondence whose = correspondences.get((int) (turn % correspondences.size()));
        long round = turn / correspondences.size();
        turn++;
        long now = System.currentTimeMillis();
        if (!whose.foreground() && round % READS_EVERY == READS_EVERY - 1) {
            write(whose, whose.reads(now));
            return;
        }
        write(whose, whose.says(now, measured));
        if (whose.foreground()) {
            write(whose, whose.confirms(now));
        }
    }

    private void write(Correspondence whose, Event event) {
        log.send(new ProducerRecord<>(Topics.EVENTS, event.getConversationId(), event.toByteArray()), (_, failure) -> {
            if (failure != null) {
                failed.incrementAndGet();
            } else if (event.hasMessageSent()) {
                whose.committed(event.getSeq(), System.currentTimeMillis());
            }
        });
    }
}
