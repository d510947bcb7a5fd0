package io.hongyan.history.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** What searches may cost. */
@ConfigMapping(prefix = "hongyan.history.search")
public interface SearchConfig {

    /** How many run at once in this process; further ones fail with UNAVAILABLE. Each has a connection to the database. */
    @WithDefault("4")
    @Min(1)
    int concurrencyMax();

    /** The longest that one of its statements may take, before the search fails with DEADLINE_EXCEEDED. */
    @WithDefault("1s")
    @DurationMin(millis = 10)
    Duration timeMax();
}
