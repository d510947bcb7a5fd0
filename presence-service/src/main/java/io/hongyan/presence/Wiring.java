package io.hongyan.presence;

import io.hongyan.presence.session.SessionConfig;
import io.hongyan.presence.session.SessionWaiters;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What cores need and cannot get by themselves. */
class Wiring {

    @Produces
    @Singleton
    @DefaultBean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    SessionWaiters waiters(SessionConfig config, MeterRegistry meters) {
        var waiters = new SessionWaiters(config.waitersMax());
        meters.gauge("hongyan.session.waiters", waiters, SessionWaiters::size);
        return waiters;
    }
}
