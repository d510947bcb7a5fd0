package io.hongyan.connector.slot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** How this connector leases its slot. The length of the lease is presence's to say. */
@ConfigMapping(prefix = "hongyan.connector.slot")
public interface SlotConfig {

    /** The pause after the first failure to get a slot; it doubles with each further one. */
    @WithDefault("200ms")
    @DurationMin(millis = 10)
    Duration retryMin();

    /** The longest such pause. */
    @WithDefault("5s")
    @DurationMin(millis = 10)
    Duration retryMax();

    /** How long an answer of presence is waited for. Shorter than a third of the lease, so that one can be missed. */
    @WithDefault("2s")
    @DurationMin(millis = 100)
    Duration answerMax();

    /** Within this time from the loss of a slot its clients are asked to come again, each at its own moment. */
    @WithDefault("3s")
    @DurationMin(millis = 1)
    Duration returnSpread();

    /** What operators find in presence beside the slot. Default: the host's name. */
    Optional<String> holder();
}
