package io.hongyan.message.roles.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolesInterceptorTest {

    private static final String ROUTER = "mp.messaging.incoming.router-events.enabled";
    private static final String UNREAD = "mp.messaging.incoming.unread-events.enabled";
    private static final String MIGRATE = "quarkus.flyway.migrate-at-start";

    private static final Map<String, String> APPLICATION = Map.of(ROUTER, "true", UNREAD, "true", MIGRATE, "true");

    @Test
    void topicsOfOtherRolesAreNotRead() {
        SmallRyeConfig config = config(Map.of("hongyan.roles", "router,api"), Map.of());

        assertThat(config.getValue(ROUTER, Boolean.class)).isTrue();
        assertThat(config.getValue(UNREAD, Boolean.class)).isFalse();
        assertThat(config.getValue(MIGRATE, Boolean.class)).isFalse();
    }

    @Test
    void withoutAListThereAreAllRoles() {
        SmallRyeConfig config = config(Map.of(), Map.of());

        assertThat(config.getValue(ROUTER, Boolean.class)).isTrue();
        assertThat(config.getValue(UNREAD, Boolean.class)).isTrue();
        assertThat(config.getValue(MIGRATE, Boolean.class)).isTrue();
    }

    @Test
    void listInAFileThatIsNamedAtTheStartCounts(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("message.properties");
        Files.writeString(file, "hongyan.roles=unread\n");

        SmallRyeConfig config = config(
                Map.of(), Map.of("smallrye.config.locations", file.toUri().toString()));

        assertThat(config.getValue(ROUTER, Boolean.class)).isFalse();
        assertThat(config.getValue(UNREAD, Boolean.class)).isTrue();
    }

    @Test
    void operatorDecides() {
        SmallRyeConfig config = config(Map.of("hongyan.roles", "unread"), Map.of(MIGRATE, "false"));

        assertThat(config.getValue(MIGRATE, Boolean.class)).isFalse();
    }

    @Test
    void wrongListIsToldInASentence() {
        SmallRyeConfig config = config(Map.of("hongyan.roles", "rooter"), Map.of());

        assertThatThrownBy(() -> config.getValue(ROUTER, Boolean.class))
                .hasMessageContaining("hongyan.roles names \"rooter\", which is no role");
    }

    private static SmallRyeConfig config(Map<String, String> set, Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withInterceptors(new RolesInterceptor())
                .addDiscoveredSources()
                .withSources(
                        new PropertiesConfigSource(APPLICATION, "application", 250),
                        new PropertiesConfigSource(set, "set", 260),
                        new PropertiesConfigSource(environment, "environment", 300))
                .build();
    }
}
