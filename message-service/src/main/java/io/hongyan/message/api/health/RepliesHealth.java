package io.hongyan.message.api.health;

import io.hongyan.message.api.kafka.Sender;
import io.hongyan.message.roles.Role;
import io.hongyan.message.roles.Roles;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when this process holds a slot and reads its replies, or needs none. */
@Readiness
class RepliesHealth implements HealthCheck {

    private final Sender sender;
    private final Roles roles;

    RepliesHealth(Sender sender, Roles roles) {
        this.sender = sender;
        this.roles = roles;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("slot")
                .status(!roles.has(Role.API) || sender.ready())
                .build();
    }
}
