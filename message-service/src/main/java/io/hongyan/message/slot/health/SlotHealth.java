package io.hongyan.message.slot.health;

import io.hongyan.message.roles.Role;
import io.hongyan.message.roles.Roles;
import io.hongyan.message.slot.grpc.SlotKeeper;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when this process holds a slot, or needs none. */
@Readiness
class SlotHealth implements HealthCheck {

    private final SlotKeeper keeper;
    private final Roles roles;

    SlotHealth(SlotKeeper keeper, Roles roles) {
        this.keeper = keeper;
        this.roles = roles;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("slot")
                .status(!roles.has(Role.API) || keeper.holds())
                .build();
    }
}
