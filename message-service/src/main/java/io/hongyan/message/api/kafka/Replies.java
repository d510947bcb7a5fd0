package io.hongyan.message.api.kafka;

import io.hongyan.eventlog.DeadLetters;
import io.hongyan.message.api.ApiConfig;
import io.hongyan.message.api.PendingReplies;
import io.hongyan.message.slot.Tenure;
import io.hongyan.proto.commands.v1.Reply;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The replies to this process: opens a reader for each tenure of a slot, and gives each reply to who waits for it. */
@ApplicationScoped
class Replies {

    private final Map<String, Object> kafka;
    private final DeadLetters deadLetters;
    private final PendingReplies pending;
    private final MeterRegistry meters;

    private @Nullable ReplyReader reader;

    Replies(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            DeadLetters deadLetters,
            ApiConfig config,
            MeterRegistry meters) {
        this.kafka = kafka;
        this.deadLetters = deadLetters;
        this.pending = new PendingReplies(config.inFlightMax());
        this.meters = meters;
        meters.gauge("hongyan.api.requests.waiting", pending, PendingReplies::size);
    }

    synchronized void began(@Observes Tenure.Began began) {
        reader = new ReplyReader(began.tenure(), kafka, deadLetters, this::received);
        reader.start();
    }

    synchronized void ended(@Observes Tenure.Ended ended) {
        stop();
    }

    @PreDestroy
    synchronized void stop() {
        if (reader != null) {
            reader.stop();
            reader = null;
        }
        pending.abandon();
    }

    /** The tenure to which replies are read now; nothing while there is none. */
    synchronized Optional<Tenure> tenure() {
        return reader != null && reader.reads() ? Optional.of(reader.tenure()) : Optional.empty();
    }

    PendingReplies pending() {
        return pending;
    }

    private void received(Reply reply) {
        String fate = pending.answer(reply) ? "answered" : "late";
        meters.counter("hongyan.api.replies", "fate", fate).increment();
    }
}
