package io.hongyan.presence.memory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How patient presence is with Redis. */
@ConfigMapping(prefix = "hongyan.presence.memory")
public interface MemoryConfig {

    /** How long one call, or one pipeline of calls, may take. Then it counts as unavailable. */
    @WithDefault("1s")
    @DurationMin(millis = 10)
    @DurationMax(seconds = 30)
    Duration timeout();
}
