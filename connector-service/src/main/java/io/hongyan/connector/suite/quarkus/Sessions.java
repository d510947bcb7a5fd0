package io.hongyan.connector.suite.quarkus;

import io.hongyan.connector.session.SessionRegistry;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The registry of sessions, unless those who open sockets bring theirs. */
class Sessions {

    @Produces
    @Singleton
    @DefaultBean
    SessionRegistry registry() {
        return new SessionRegistry();
    }
}
