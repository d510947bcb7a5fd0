package io.hongyan.message.slot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the send API's slot is leased. */
@ConfigMapping(prefix = "hongyan.message.slot")
public interface SlotConfig {

    /** What operators find this process by; the host's name where nothing is said. */
    Optional<String> holder();

    /** How long presence may take to answer when asked for a slot. */
    @WithDefault("3s")
    @DurationMin(millis = 100)
    Duration askDeadline();

    /** How long giving the slot back may hold up the end of the process. Unreturned, its lease runs out. */
    @WithDefault("2s")
    @DurationMin(millis = 0)
    Duration releaseDeadline();
}
