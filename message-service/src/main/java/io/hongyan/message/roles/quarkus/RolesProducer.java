package io.hongyan.message.roles.quarkus;

import io.hongyan.message.roles.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the process's roles known to its parts. */
@ApplicationScoped
class RolesProducer {

    @Produces
    @Singleton
    Roles roles(@ConfigProperty(name = "hongyan.roles") Optional<String> list) {
        return Roles.parse(list.orElse(Roles.DEFAULT));
    }
}
