package io.hongyan.history.search;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;

/** What searches of a test may cost. */
public final class SearchLimits {

    private SearchLimits() {}

    public static SearchConfig of(int concurrencyMax, Duration timeMax) {
        return new SmallRyeConfigBuilder()
                .withMapping(SearchConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withDefaultValue("hongyan.history.search.concurrency-max", Integer.toString(concurrencyMax))
                .withDefaultValue("hongyan.history.search.time-max", timeMax.toString())
                .build()
                .getConfigMapping(SearchConfig.class);
    }
}
