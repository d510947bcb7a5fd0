package io.hongyan.message.roles.quarkus;

import io.hongyan.message.roles.Role;
import io.hongyan.message.roles.Roles;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;
import jakarta.annotation.Priority;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Derives from {@code hongyan.roles}, wherever that is set, which topics this process reads and whether it migrates the
 * database. A wrong list ends the start with a sentence.
 */
@Priority(Priorities.APPLICATION)
public final class RolesInterceptor implements ConfigSourceInterceptor {

    /** Above files, so that it decides; below the environment, so that an operator can. */
    private static final int ORDINAL = 275;

    private static final Map<String, Role> SWITCHES = Map.of(
            "quarkus.flyway.migrate-at-start", Role.UNREAD,
            "mp.messaging.incoming.router-events.enabled", Role.ROUTER,
            "mp.messaging.incoming.unread-events.enabled", Role.UNREAD);

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue set = context.proceed(name);
        Role role = SWITCHES.get(name);
        if (role == null || (set != null && set.getConfigSourceOrdinal() > ORDINAL)) {
            return set;
        }
        String on = Boolean.toString(roles(context).has(role));
        return ConfigValue.builder()
                .withName(name)
                .withValue(on)
                .withRawValue(on)
                .withConfigSourceName("hongyan.roles")
                .withConfigSourceOrdinal(ORDINAL)
                .build();
    }

    private static Roles roles(ConfigSourceInterceptorContext context) {
        ConfigValue list = context.proceed("hongyan.roles");
        return Roles.parse(list == null || list.getValue() == null ? Roles.DEFAULT : list.getValue());
    }
}
