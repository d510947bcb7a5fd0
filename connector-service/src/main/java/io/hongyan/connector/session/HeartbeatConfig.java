package io.hongyan.connector.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How often phones must be heard from. Shorter finds dead phones sooner; longer saves their batteries. */
@ConfigMapping(prefix = "hongyan.connector.heartbeat")
public interface HeartbeatConfig {

    /** The shortest interval a client may ask for. */
    @WithDefault("10s")
    @DurationMin(seconds = 1)
    Duration intervalMin();

    /** The longest interval a client may ask for. */
    @WithDefault("10m")
    @DurationMin(seconds = 1)
    Duration intervalMax();

    /** What clients get that do not ask: below the five minutes after which mobile networks forget a connection. */
    @WithDefault("4m")
    @DurationMin(seconds = 1)
    Duration intervalUsual();
}
