package io.hongyan.connector;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Configuration as in production, with what a test says. Bounds are not checked, so that times may be short. */
public final class TestConfigs {

    private TestConfigs() {}

    public static <T> T of(Class<T> type, Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(values, "test", 1000))
                .withMapping(type)
                .withMappingIgnore("*")
                .build()
                .getConfigMapping(type);
    }
}
