package io.hongyan.message.router.health;

import java.util.Set;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the router waits for nothing; else says for what. A process without the role never waits. */
@Readiness
class RouterHealth implements HealthCheck {

    private final Outages outages;

    RouterHealth(Outages outages) {
        this.outages = outages;
    }

    @Override
    public HealthCheckResponse call() {
        Set<String> waitingFor = outages.now();
        var response = HealthCheckResponse.named("router").status(waitingFor.isEmpty());
        if (!waitingFor.isEmpty()) {
            response.withData("waiting-for", String.join(", ", waitingFor));
        }
        return response.build();
    }
}
