package io.hongyan.connector.query.grpc;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractStub;
import io.hongyan.connector.query.QueryConfig;
import io.hongyan.connector.session.Errors;
import io.hongyan.connector.session.SuiteException;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.error.v1.ErrorCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Calls other services: each with a deadline, each service with a bound, each failure as the client is told it. */
@ApplicationScoped
public class Calls {

    /** Whom to ask. */
    public enum Service {
        /** Where sessions are, and who is online. */
        PRESENCE,
        /** Conversations, counts and members. */
        UNREAD,
        /** The archive. */
        HISTORY,
        /** Devices that can be alerted. */
        PUSH,
        /** Typing. */
        ROUTER;

        private final String word = name().toLowerCase(Locale.ROOT);
    }

    private static final Logger LOG = Logger.getLogger(Calls.class);
    private static final int RETRY_MILLIS = 1000;
    private static final long RECONNECT_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Map<Service, Semaphore> permits = new EnumMap<>(Service.class);
    private final Map<Service, AtomicLong> reconnectedAt = new EnumMap<>(Service.class);
    private final MeterRegistry meters;

    Calls(QueryConfig config, MeterRegistry meters) {
        this.meters = meters;
        for (Service service : Service.values()) {
            var permitted = new Semaphore(config.concurrencyMax());
            permits.put(service, permitted);
            reconnectedAt.put(service, new AtomicLong(System.nanoTime() - RECONNECT_PAUSE_NANOS));
            meters.gauge(
                    "hongyan.query.calls",
                    Tags.of("service", service.word),
                    permitted,
                    free -> config.concurrencyMax() - free.availablePermits());
        }
    }

    /** Makes a call once subscribed to. Fails with {@link SuiteException} only. */
    public <S extends AbstractStub<S>, T> Uni<T> call(
            Service service, S stub, Duration deadline, Function<S, Uni<T>> method) {
        return Uni.createFrom().deferred(() -> {
            Semaphore permitted = permit(service);
            return method.apply(stub.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS))
                    .onTermination()
                    .invoke(permitted::release)
                    .onFailure()
                    .transform(failure -> told(service, stub, failure));
        });
    }

    /** The same for a call with many answers. */
    public <S extends AbstractStub<S>, T> Multi<T> stream(
            Service service, S stub, Duration deadline, Function<S, Multi<T>> method) {
        return Multi.createFrom().deferred(() -> {
            Semaphore permitted = permit(service);
            return method.apply(stub.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS))
                    .onTermination()
                    .invoke(permitted::release)
                    .onFailure()
                    .transform(failure -> told(service, stub, failure));
        });
    }

    /** Takes a permit, which is to be released. Throws {@link SuiteException} if there is none. */
    private Semaphore permit(Service service) {
        Semaphore permitted = permits.get(service);
        if (permitted == null || !permitted.tryAcquire()) {
            count(service, "FULL");
            throw failure(ErrorCode.ERROR_CODE_UNAVAILABLE, "Too many requests are under way; retry later.");
        }
        return permitted;
    }

    private SuiteException told(Service service, AbstractStub<?> stub, Throwable failure) {
        if (!(failure instanceof StatusRuntimeException answered)) {
            LOG.errorf(failure, "Call failed: service=%s", service.word);
            count(service, "FAILED");
            return failure(ErrorCode.ERROR_CODE_INTERNAL, "The server failed; this is logged.");
        }
        Status status = answered.getStatus();
        count(service, status.getCode().name());
        if (status.getCode() == Status.Code.UNAVAILABLE) {
            reconnectSoon(service, stub);
        }
        return new SuiteException(told(service, status));
    }

    /** How a client is told a status that a service answered. */
    public static Error told(Service service, Status status) {
        return switch (status.getCode()) {
            case PERMISSION_DENIED, NOT_FOUND ->
                Errors.of(ErrorCode.ERROR_CODE_NOT_A_MEMBER, "You are not in this conversation, or it does not exist.");
            case INVALID_ARGUMENT, OUT_OF_RANGE ->
                Errors.of(
                        ErrorCode.ERROR_CODE_INVALID_ARGUMENT,
                        sentence(status.getDescription(), "A field is not as it must be."));
            case RESOURCE_EXHAUSTED ->
                Errors.of(
                        ErrorCode.ERROR_CODE_LIMIT_REACHED,
                        sentence(status.getDescription(), "There are as many as may be."));
            case DEADLINE_EXCEEDED, CANCELLED ->
                Errors.of(ErrorCode.ERROR_CODE_TIMEOUT, service.word + " did not answer in time.", RETRY_MILLIS);
            case UNAVAILABLE, ABORTED ->
                Errors.of(ErrorCode.ERROR_CODE_UNAVAILABLE, service.word + " cannot be reached.", RETRY_MILLIS);
            case OK,
                    UNKNOWN,
                    ALREADY_EXISTS,
                    FAILED_PRECONDITION,
                    UNIMPLEMENTED,
                    INTERNAL,
                    DATA_LOSS,
                    UNAUTHENTICATED -> {
                LOG.errorf(
                        "Call failed: service=%s status=%s description=%s",
                        service.word, status.getCode(), status.getDescription());
                yield Errors.of(ErrorCode.ERROR_CODE_INTERNAL, "The server failed; this is logged.");
            }
        };
    }

    /** gRPC waits up to two minutes between attempts to connect to a service that was away; one second is enough. */
    private void reconnectSoon(Service service, AbstractStub<?> stub) {
        AtomicLong last = reconnectedAt.get(service);
        long now = System.nanoTime();
        if (last != null && stub.getChannel() instanceof ManagedChannel channel) {
            long before = last.get();
            if (now - before >= RECONNECT_PAUSE_NANOS && last.compareAndSet(before, now)) {
                channel.resetConnectBackoff();
            }
        }
    }

    private void count(Service service, String code) {
        meters.counter("hongyan.query.failures", "service", service.word, "code", code)
                .increment();
    }

    private static SuiteException failure(ErrorCode code, String sentence) {
        return new SuiteException(Errors.of(code, sentence, RETRY_MILLIS));
    }

    private static String sentence(@Nullable String description, String otherwise) {
        return description == null || description.isBlank() ? otherwise : description;
    }
}
