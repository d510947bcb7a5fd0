package io.hongyan.message.roles.quarkus;

import io.hongyan.message.roles.Role;
import io.hongyan.message.roles.Roles;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Derives from {@code hongyan.roles} which topics this process reads and whether it migrates the database. A wrong list
 * ends the start with a sentence.
 */
public final class RolesConfigSourceFactory implements ConfigSourceFactory {

    /** Above application.properties, so that it decides; below the environment, so that an operator can. */
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue list = context.getValue("hongyan.roles");
        Roles roles = Roles.parse(list == null || list.getValue() == null ? Roles.DEFAULT : list.getValue());
        return List.of(new PropertiesConfigSource(derived(roles), "hongyan.roles", ORDINAL));
    }

    static Map<String, String> derived(Roles roles) {
        return Map.of(
                "mp.messaging.incoming.router-events.enabled", Boolean.toString(roles.has(Role.ROUTER)),
                "mp.messaging.incoming.unread-events.enabled", Boolean.toString(roles.has(Role.UNREAD)),
                "quarkus.flyway.migrate-at-start", Boolean.toString(roles.has(Role.UNREAD)));
    }
}
