package io.hongyan.presence.slot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How slots are leased. */
@ConfigMapping(prefix = "hongyan.presence.slot")
public interface SlotConfig {

    /** How long a slot is held without renewal. Shorter finds dead processes sooner; longer rides out longer pauses. */
    @WithDefault("10s")
    @DurationMin(millis = 500)
    @DurationMax(minutes = 5)
    Duration lease();

    /** After how long another instance takes over to end the sessions of a life, or to restore the memory. */
    @WithDefault("30s")
    @DurationMin(seconds = 1)
    Duration takeover();
}
