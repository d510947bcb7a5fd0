package io.hongyan.push.device;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** The devices that may be registered. */
@ConfigMapping(prefix = "hongyan.push.device")
public interface DeviceConfig {

    /** How many devices a user may have. One more is refused; removing one makes room. */
    @WithDefault("16")
    @Min(1)
    @Max(1000)
    int perUserMax();
}
