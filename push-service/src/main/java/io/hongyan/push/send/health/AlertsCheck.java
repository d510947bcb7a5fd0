package io.hongyan.push.send.health;

import io.hongyan.push.send.vertx.Dispatcher;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while due alerts can be looked after. A provider or a service that is down does not make it unready: alerts wait
 * in the database, and a restart would not bring them on their way.
 */
@Readiness
class AlertsCheck implements HealthCheck {

    private final Dispatcher dispatcher;

    AlertsCheck(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("alerts")
                .withData("overdue_ms", dispatcher.overdue().toMillis());
        return dispatcher
                .trouble()
                .map(sentence -> response.down().withData("trouble", sentence))
                .orElseGet(response::up)
                .build();
    }
}
