package io.hongyan.connector.session.socket;

import io.hongyan.connector.session.Offences;
import io.hongyan.proto.error.ErrorCodes;
import io.hongyan.proto.error.v1.ErrorCode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** What is counted of those who are not let in. Labels name reasons and codes, never addresses. */
final class GateMetrics {

    private final MeterRegistry registry;

    GateMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void watch(Offences offences, AtomicInteger held) {
        Gauge.builder("hongyan.socket.offenders", offences, Offences::size)
                .description("Addresses of which offences are remembered")
                .register(registry);
        Gauge.builder("hongyan.socket.held", held, AtomicInteger::get)
                .description("Connections of refused addresses that are kept, unread, before they are cut")
                .register(registry);
    }

    /** A connection was not let in: for its {@code address}, or by the {@code rate} of all. */
    void refused(String reason) {
        registry.counter("hongyan.socket.refused", "reason", reason).increment();
    }

    void offence(ErrorCode code) {
        registry.counter("hongyan.socket.offences", "code", ErrorCodes.word(code))
                .increment();
    }
}
