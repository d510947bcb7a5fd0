package io.hongyan.connector.session.socket;

import io.hongyan.connector.session.Offences;
import io.hongyan.proto.error.ErrorCodes;
import io.hongyan.proto.error.v1.ErrorCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** What is counted of those who are not let in. Labels name reasons and codes, never addresses. */
final class GateMetrics {

    private final MeterRegistry registry;
    private final Counter offenders;
    private final Counter rate;

    GateMetrics(MeterRegistry registry) {
        this.registry = registry;
        // There from the start, so that what never happened is 0 and not unknown.
        this.offenders = registry.counter("hongyan.socket.refused", "reason", "address");
        this.rate = registry.counter("hongyan.socket.refused", "reason", "rate");
    }

    void watch(Offences offences, AtomicInteger held) {
        Gauge.builder("hongyan.socket.offenders", offences, Offences::size)
                .description("Addresses of which offences are remembered")
                .register(registry);
        Gauge.builder("hongyan.socket.held", held, AtomicInteger::get)
                .description("Connections of refused addresses that are kept, unread, before they are cut")
                .register(registry);
    }

    /** A connection was not let in for its address. */
    void refusedAddress() {
        offenders.increment();
    }

    /** A connection was not let in by the rate of all. */
    void refusedRate() {
        rate.increment();
    }

    void offence(ErrorCode code) {
        registry.counter("hongyan.socket.offences", "code", ErrorCodes.word(code))
                .increment();
    }
}
