package io.hongyan.message.unread.health;

import io.hongyan.message.unread.kafka.EventsConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready once the projection has stopped. Database and broker have readiness checks of their own. */
@Readiness
@ApplicationScoped
class UnreadReadiness implements HealthCheck {

    private final EventsConsumer consumer;

    UnreadReadiness(EventsConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("unread projection")
                .status(!consumer.isStopped())
                .build();
    }
}
