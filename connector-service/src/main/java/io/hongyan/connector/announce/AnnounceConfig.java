package io.hongyan.connector.announce;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How presence is told of sessions. */
@ConfigMapping(prefix = "hongyan.connector.announce")
public interface AnnounceConfig {

    /** The pause before records that Kafka did not take are written again. */
    @WithDefault("1s")
    @DurationMin(millis = 10)
    Duration retryPause();

    /** How many sessions may wait for that. Beyond it logins are refused until Kafka takes records again. */
    @WithDefault("20000")
    @Min(1)
    int unwrittenMax();
}
