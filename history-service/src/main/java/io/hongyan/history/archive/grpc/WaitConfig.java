package io.hongyan.history.archive.grpc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How requests wait for events that are known to exist but not archived yet. */
@ConfigMapping(prefix = "hongyan.history.wait")
public interface WaitConfig {

    /** The longest a request waits, before it fails with DEADLINE_EXCEEDED. */
    @WithDefault("3s")
    Duration timeMax();

    /** How many requests may wait at once; further ones fail with RESOURCE_EXHAUSTED. */
    @WithDefault("10000")
    @Min(1)
    int waitersMax();
}
