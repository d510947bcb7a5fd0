package io.hongyan.connector.session.socket;

import io.hongyan.connector.session.Allowance;
import io.hongyan.connector.session.SessionRegistry;
import io.hongyan.proto.error.ErrorCodes;
import io.hongyan.proto.error.v1.ErrorCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What is counted of sockets. */
final class SocketMetrics {

    private final MeterRegistry registry;
    private final Map<Transport.Kind, AtomicInteger> open = new EnumMap<>(Transport.Kind.class);
    private final Map<Transport.Kind, Counter> received = new EnumMap<>(Transport.Kind.class);
    private final Map<Transport.Kind, Counter> sent = new EnumMap<>(Transport.Kind.class);
    private final Map<Allowance.Scope, Counter> rateLimited = new EnumMap<>(Allowance.Scope.class);
    private final MeterProvider<Timer> logins;
    private final Counter receivedBytes;
    private final Counter sentBytes;
    private final Counter dropped;
    private final Counter pauses;

    SocketMetrics(MeterRegistry registry, SessionRegistry sessions) {
        this.registry = registry;
        for (Transport.Kind kind : Transport.Kind.values()) {
            String transport = kind.name().toLowerCase(Locale.ROOT);
            var count = new AtomicInteger();
            open.put(kind, count);
            Gauge.builder("hongyan.session.connections", count, AtomicInteger::get)
                    .description("Open sockets, logged in or not")
                    .tag("transport", transport)
                    .register(registry);
            received.put(kind, registry.counter("hongyan.frame.received", "transport", transport));
            sent.put(kind, registry.counter("hongyan.frame.sent", "transport", transport));
        }
        for (Allowance.Scope scope : Allowance.Scope.values()) { // so that what never happened is 0 and not unknown
            String word = scope.name().toLowerCase(Locale.ROOT);
            rateLimited.put(scope, registry.counter("hongyan.session.rate.limited", "scope", word));
        }
        Gauge.builder("hongyan.session.live", sessions, SessionRegistry::size)
                .description("Sessions logged in, or about to be")
                .register(registry);
        logins = Timer.builder("hongyan.login.duration")
                .description("From Hello to its answer")
                // What may be promised of logins, since what is promised has to be a bound here: docs/slo.md.
                .serviceLevelObjectives(
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(2_500),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10))
                .withRegistry(registry);
        receivedBytes = registry.counter("hongyan.frame.received.bytes");
        sentBytes = registry.counter("hongyan.frame.sent.bytes");
        dropped = registry.counter("hongyan.session.ephemeral.dropped");
        pauses = registry.counter("hongyan.session.reading.paused");
    }

    void opened(Transport.Kind kind) {
        count(open, kind).incrementAndGet();
    }

    void gone(Transport.Kind kind) {
        count(open, kind).decrementAndGet();
    }

    void received(Transport.Kind kind) {
        count(received, kind).increment();
    }

    void receivedBytes(int bytes) {
        receivedBytes.increment(bytes);
    }

    void sent(Transport.Kind kind, int bytes) {
        count(sent, kind).increment();
        sentBytes.increment(bytes);
    }

    /** A frame that nobody will miss found the client's queue full. */
    void dropped() {
        dropped.increment();
    }

    /** A client has as many requests in flight as allowed, and is read no further for now. */
    void paused() {
        pauses.increment();
    }

    /** Hello came; the time until its answer runs. */
    Timer.Sample loginBegun() {
        return Timer.start(registry);
    }

    void welcomed(Timer.Sample begun) {
        login("welcome", begun);
    }

    void loginRefused(ErrorCode code, Timer.Sample begun) {
        login(ErrorCodes.word(code), begun);
    }

    /** Who waits for an answer has left before it was there, or was sent away: for how long it was waited counts. */
    void loginForsaken(Timer.Sample begun) {
        timeLogin("gone", begun);
    }

    private void login(String outcome, Timer.Sample begun) {
        registry.counter("hongyan.login.attempts", "outcome", outcome).increment();
        timeLogin(outcome, begun);
    }

    private void timeLogin(String outcome, Timer.Sample begun) {
        begun.stop(logins.withTag("outcome", outcome));
    }

    void rateLimited(Allowance.Scope scope) {
        count(rateLimited, scope).increment();
    }

    void closed(ErrorCode code) {
        registry.counter("hongyan.session.closes", "code", ErrorCodes.word(code))
                .increment();
    }

    void left() {
        registry.counter("hongyan.session.closes", "code", "bye").increment();
    }

    void lost() {
        registry.counter("hongyan.session.closes", "code", "gone").increment();
    }

    private static <K, T> T count(Map<K, T> counts, K kind) {
        T count = counts.get(kind);
        if (count == null) {
            throw new IllegalStateException("no count for " + kind);
        }
        return count;
    }
}
