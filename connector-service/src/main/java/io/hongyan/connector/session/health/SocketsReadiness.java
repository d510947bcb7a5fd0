package io.hongyan.connector.session.health;

import io.hongyan.connector.session.socket.SocketServer;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the sockets are open and the connector is not draining. */
@Readiness
@ApplicationScoped
class SocketsReadiness implements HealthCheck {

    private final SocketServer server;

    SocketsReadiness(SocketServer server) {
        this.server = server;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("sockets")
                .status(server.takesConnections())
                .withData("transport", server.nativeTransport() ? "epoll" : "nio")
                .build();
    }
}
