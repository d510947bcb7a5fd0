package io.hongyan.connector.session.socket;

import io.hongyan.connector.login.Revocations;
import io.hongyan.connector.session.SessionRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Opens the sockets after everything behind them has started, and closes them before any of it stops. */
@ApplicationScoped
class SocketLife {

    private static final int LAST = 10_000;
    private static final int FIRST = 1;

    private final SocketServer server;

    SocketLife(SocketServer server) {
        this.server = server;
    }

    void start(@Observes @Priority(LAST) StartupEvent started) {
        try {
            server.open();
        } catch (IllegalStateException e) {
            throw new ConfigurationException(e.getMessage()); // Quarkus prints the sentence alone, and exits
        }
    }

    void stop(@Observes @Priority(FIRST) ShutdownEvent stopping) {
        server.close();
    }

    @Produces
    @Singleton
    static Revocations revocations() {
        return new Revocations();
    }

    @Produces
    @Singleton
    static SessionRegistry sessions() {
        return new SessionRegistry();
    }
}
