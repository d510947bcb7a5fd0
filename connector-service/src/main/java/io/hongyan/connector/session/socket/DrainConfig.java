package io.hongyan.connector.session.socket;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How this connector leaves. Whoever stops it must allow the time plus a few seconds. */
@ConfigMapping(prefix = "hongyan.connector.drain")
public interface DrainConfig {

    /** How long clients have to leave before they are closed. */
    @WithDefault("20s")
    @DurationMin
    Duration timeMax();

    /** Over what time clients are told to come back, so that they do not all log in at once. */
    @WithDefault("10s")
    @DurationMin
    Duration spread();
}
