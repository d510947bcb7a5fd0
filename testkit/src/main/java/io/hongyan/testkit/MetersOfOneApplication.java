package io.hongyan.testkit;

import io.micrometer.core.instrument.Metrics;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Takes the meters of an application away with it. The global registry is the JVM's, and tests of different
 * configurations run several applications in one: a gauge of the last one would stand in the way of its successor's, which
 * then shows an old value, or is missing once the old one's object has been collected.
 */
@ApplicationScoped
public class MetersOfOneApplication {

    void remove(@Observes ShutdownEvent end) {
        Metrics.globalRegistry.getMeters().forEach(Metrics.globalRegistry::remove);
    }
}
