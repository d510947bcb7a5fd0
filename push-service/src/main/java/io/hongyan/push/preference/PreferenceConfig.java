package io.hongyan.push.preference;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** The wishes that may be kept. */
@ConfigMapping(prefix = "hongyan.push.preference")
public interface PreferenceConfig {

    /** About how many conversations a user may have wishes. One more is refused; those whose time is over do not count. */
    @WithDefault("500")
    @Min(1)
    @Max(500)
    int conversationsMax();
}
