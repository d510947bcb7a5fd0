package io.hongyan.message.unread.grpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.hongyan.eventlog.Outage;
import io.hongyan.message.unread.NotReachedException;
import io.hongyan.message.unread.TooManyWaitingException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What all RPCs of the role have in common: whether it is on, metrics, and errors with the right status. */
@ApplicationScoped
class UnreadDoor {

    private static final Logger LOG = Logger.getLogger(UnreadDoor.class);

    private final MeterRegistry meters;
    private final boolean open;

    UnreadDoor(
            MeterRegistry meters,
            @ConfigProperty(name = "hongyan.roles", defaultValue = "sequencer,router,unread,api") List<String> roles) {
        this.meters = meters;
        open = roles.contains("unread");
    }

    /**
     * Answers one request.
     *
     * @param rpc its name, for metrics
     * @param work checks the request and answers it; what it throws and what it fails with become a status
     */
    <T> Uni<T> answer(String rpc, Supplier<Uni<T>> work) {
        Timer.Sample sample = Timer.start(meters);
        return Uni.createFrom()
                .deferred(() -> open ? work.get() : Uni.createFrom().failure(closed()))
                .onFailure()
                .transform(failure -> status(rpc, failure))
                .onItemOrFailure()
                .invoke((answer, failure) ->
                        sample.stop(meters.timer("hongyan.unread.query", "rpc", rpc, "code", code(failure))));
    }

    /** Answers with a stream, if this instance has the role. */
    <T> Multi<T> whenOpen(Supplier<Multi<T>> work) {
        return open ? work.get() : Multi.createFrom().failure(closed());
    }

    private static StatusRuntimeException closed() {
        return Status.UNAVAILABLE
                .withDescription("This instance does not have the role unread.")
                .asRuntimeException();
    }

    private static String code(@Nullable Throwable failure) {
        return (failure == null ? Status.OK : Status.fromThrowable(failure))
                .getCode()
                .name();
    }

    private static StatusRuntimeException status(String rpc, Throwable failure) {
        return switch (failure) {
            case StatusRuntimeException known -> known;
            case NotReachedException late -> is(Status.DEADLINE_EXCEEDED, late.getMessage());
            case TooManyWaitingException full -> is(Status.RESOURCE_EXHAUSTED, full.getMessage());
            case KafkaException _ -> is(Status.UNAVAILABLE, "The log cannot be asked where it ends.");
            case Throwable down when Outage.is(down) -> is(Status.UNAVAILABLE, "The database cannot be reached.");
            default -> {
                LOG.errorf(failure, "A query failed: rpc=%s", rpc);
                yield is(Status.INTERNAL, "The query failed; the log of the service says why.");
            }
        };
    }

    private static StatusRuntimeException is(Status status, @Nullable String sentence) {
        return status.withDescription(sentence).asRuntimeException();
    }
}
