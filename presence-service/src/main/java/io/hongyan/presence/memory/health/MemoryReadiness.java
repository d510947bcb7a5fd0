package io.hongyan.presence.memory.health;

import io.hongyan.presence.memory.redis.RedisMemory;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while Redis answers. */
@Readiness
@ApplicationScoped
class MemoryReadiness implements AsyncHealthCheck {

    private static final String NAME = "Redis answers";

    private final RedisMemory memory;

    MemoryReadiness(RedisMemory memory) {
        this.memory = memory;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return memory.send(RedisMemory.request(Command.PING))
                .map(pong -> HealthCheckResponse.up(NAME))
                .onFailure()
                .recoverWithItem(failure -> HealthCheckResponse.named(NAME)
                        .down()
                        .withData("cause", String.valueOf(failure.getMessage()))
                        .build());
    }
}
