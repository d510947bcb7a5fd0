package io.hongyan.history.media;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** The configuration of media as it is by default, but for what a test says. */
public final class MediaSettings {

    private MediaSettings() {}

    /** With these keys, without their prefix. */
    public static MediaConfig of(Map<String, String> values) {
        var builder = new SmallRyeConfigBuilder().addDefaultInterceptors().withMapping(MediaConfig.class);
        values.forEach((key, value) -> builder.withDefaultValue("hongyan.history.media." + key, value));
        return builder.withConverter(Duration.class, 100, new DurationConverter())
                .build()
                .getConfigMapping(MediaConfig.class);
    }
}
