package io.hongyan.message.unread.health;

import io.hongyan.message.unread.kafka.BatchApplier;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready once the projection has stopped. Database and broker have readiness checks of their own. */
@Readiness
@ApplicationScoped
class UnreadReadiness implements HealthCheck {

    private final BatchApplier applier;

    UnreadReadiness(BatchApplier applier) {
        this.applier = applier;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("unread projection")
                .status(!applier.isStopped())
                .build();
    }
}
