package io.hongyan.push.send.apns;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApnsConnectionTest {

    @TempDir
    Path directory;

    @Test
    void withoutAKeyTheSentenceNamesWhatIsMissing() {
        assertThatThrownBy(() -> ApnsConnection.open(config(Map.of())))
                .hasMessage("hongyan.push.apns.signing-key is needed, for hongyan.push.apns.enabled is true and"
                        + " hongyan.push.apns.trusted-certificate does not name a mock server.");
        assertThatThrownBy(() -> ApnsConnection.open(config(Map.of("hongyan.push.apns.signing-key", "key.p8"))))
                .hasMessage("hongyan.push.apns.team-id is needed, for hongyan.push.apns.signing-key is set.");
    }

    @Test
    void aKeyThatCannotBeReadIsNamed() {
        var missing = Map.of(
                "hongyan.push.apns.signing-key", directory.resolve("none.p8").toString(),
                "hongyan.push.apns.team-id", "TEAM",
                "hongyan.push.apns.key-id", "KEY");

        assertThatThrownBy(() -> ApnsConnection.open(config(missing)))
                .hasMessageStartingWith("Cannot set up APNs from hongyan.push.apns.signing-key")
                .hasMessageContaining("none.p8");
    }

    private static ApnsConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(ApnsConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(ApnsConfig.class);
    }
}
