package io.hongyan.push;

import io.hongyan.push.decision.Backoff;
import io.hongyan.push.decision.DecisionConfig;
import io.hongyan.push.decision.Terms;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** What cores are given: the time, and the terms of decisions, checked against each other. */
@ApplicationScoped
class Wiring {

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    Terms terms(DecisionConfig config) {
        return new Terms(
                config.confirmWithin(),
                config.usefulFor(),
                new Backoff(config.retryFirst(), config.retryMax()),
                config.bundleWithin(),
                config.linger());
    }

    void check(@Observes StartupEvent started, DecisionConfig config) {
        requireLonger("kept-for", config.keptFor(), "useful-for", config.usefulFor());
        requireLonger("useful-for", config.usefulFor(), "confirm-within", config.confirmWithin());
        requireLonger("useful-for", config.usefulFor(), "bundle-within", config.bundleWithin());
    }

    private static void requireLonger(String longer, Duration value, String shorter, Duration least) {
        if (value.compareTo(least) <= 0) {
            throw new IllegalStateException(
                    "hongyan.push.decision.%s (%s) must be longer than hongyan.push.decision.%s (%s)."
                            .formatted(longer, value, shorter, least));
        }
    }
}
