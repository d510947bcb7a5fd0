package io.hongyan.message.signals;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** What is passed on of what members do just now. */
@ConfigMapping(prefix = "hongyan.message.signals")
public interface SignalsConfig {

    /** In larger groups typing is not told: somebody always types. */
    @WithDefault("100")
    @Min(0)
    @Max(999)
    int membersMax();

    /** Signals being passed on at once; more are dropped, and counted. Leaves room for the router. */
    @WithDefault("500")
    @Min(1)
    @Max(700)
    int inFlightMax();
}
