package io.hongyan.message.roles.quarkus;

import io.hongyan.message.roles.Role;
import io.hongyan.message.roles.Roles;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Derives from {@code hongyan.roles} which topics this process reads and whether it migrates the database. A wrong list
 * ends the start with a sentence.
 */
public final class RolesConfigSourceFactory implements ConfigSourceFactory {

    /** Above application.properties, so that it decides; below the environment, so that an operator can. */
    private static final int ORDINAL = 275;

    private static final Map<String, Role> CHANNELS =
            Map.of("router-events", Role.ROUTER, "unread-events", Role.UNREAD);

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Roles roles = Roles.parse(value(context, "hongyan.roles", Roles.DEFAULT));
        Map<String, String> derived =
                derived(roles, key -> !value(context, key, "").isEmpty());
        return List.of(new PropertiesConfigSource(derived, "hongyan.roles", ORDINAL));
    }

    /**
     * What follows from the roles.
     *
     * @param configured whether a key has a value: a channel that is mentioned must be configured completely
     */
    static Map<String, String> derived(Roles roles, Predicate<String> configured) {
        var derived = new HashMap<String, String>();
        derived.put("quarkus.flyway.migrate-at-start", Boolean.toString(roles.has(Role.UNREAD)));
        CHANNELS.forEach((channel, role) -> {
            String prefix = "mp.messaging.incoming." + channel;
            if (configured.test(prefix + ".connector")) {
                derived.put(prefix + ".enabled", Boolean.toString(roles.has(role)));
            }
        });
        return derived;
    }

    private static String value(ConfigSourceContext context, String key, String otherwise) {
        ConfigValue value = context.getValue(key);
        return value == null || value.getValue() == null ? otherwise : value.getValue();
    }
}
