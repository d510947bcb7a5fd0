package io.hongyan.presence.session.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;

/**
 * Keeps answers back for which the caller no longer waits. The server is not told when a caller gives up, and an answer to
 * a stream that the caller has reset ends the whole connection, with everybody else's calls on it. Callers say how long
 * they wait, so that the server can know by itself.
 *
 * @see <a href="https://github.com/eclipse-vertx/vert.x/issues/5562">the server is not told</a>
 */
@GlobalInterceptor
@ApplicationScoped
class LateAnswers implements ServerInterceptor {

    private static final Metadata.Key<String> TIMEOUT =
            Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER);

    /** An answer this close to the deadline could meet the caller's reset on its way. */
    private static final Duration MARGIN_MAX = Duration.ofMillis(25);

    private final Counter dropped;

    LateAnswers(MeterRegistry meters) {
        this.dropped = Counter.builder("hongyan.grpc.late.answers")
                .description("Answers kept back because the caller's deadline had passed")
                .register(meters);
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Duration timeout = parse(Objects.requireNonNullElse(headers.get(TIMEOUT), ""));
        return timeout.isZero() ? next.startCall(call, headers) : next.startCall(new Timed<>(call, timeout), headers);
    }

    /** The header's value as a time, zero if there is none: at most eight digits and a unit. */
    static Duration parse(String timeout) {
        if (!timeout.matches("[0-9]{1,8}[HMSmun]")) {
            return Duration.ZERO;
        }
        long amount = Long.parseLong(timeout, 0, timeout.length() - 1, 10);
        return switch (timeout.charAt(timeout.length() - 1)) {
            case 'H' -> Duration.ofHours(amount);
            case 'M' -> Duration.ofMinutes(amount);
            case 'S' -> Duration.ofSeconds(amount);
            case 'm' -> Duration.ofMillis(amount);
            case 'u' -> Duration.ofNanos(amount * 1_000);
            default -> Duration.ofNanos(amount);
        };
    }

    private final class Timed<Q, A> extends SimpleForwardingServerCall<Q, A> {

        private final long lastNanos;
        private boolean late;

        Timed(ServerCall<Q, A> call, Duration timeout) {
            super(call);
            Duration margin = timeout.dividedBy(4).compareTo(MARGIN_MAX) < 0 ? timeout.dividedBy(4) : MARGIN_MAX;
            lastNanos = System.nanoTime() + timeout.minus(margin).toNanos();
        }

        @Override
        public void sendHeaders(Metadata headers) {
            if (!isLate()) {
                super.sendHeaders(headers);
            }
        }

        @Override
        public void sendMessage(A message) {
            if (!isLate()) {
                super.sendMessage(message);
            }
        }

        @Override
        public void close(Status status, Metadata trailers) {
            if (isLate()) {
                dropped.increment();
            } else {
                super.close(status, trailers);
            }
        }

        private boolean isLate() {
            late = late || System.nanoTime() - lastNanos > 0;
            return late;
        }
    }
}
