package io.hongyan.push.send;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** What holds on the way to each provider of each app, apart from all others. */
@ConfigMapping(prefix = "hongyan.push.provider")
public interface ProviderConfig {

    /** How many alerts are with one provider at once. */
    @WithDefault("100")
    @Min(1)
    @Max(10_000)
    int inFlightMax();

    /** How many more wait for their turn. One more is put back, and looked at later. */
    @WithDefault("1000")
    @Min(0)
    @Max(100_000)
    int waitingMax();

    /**
     * How many alerts each instance hands to the providers of an app in a second, all of them together, where the app says nothing
     * about it. Not set: as many as they take. What finds no room for two seconds' worth of them is put back.
     */
    Optional<@Min(1) @Max(1_000_000) Integer> appPerSecondMax();

    /** How many failures in a row it takes to leave a provider alone. */
    @WithDefault("10")
    @Min(1)
    @Max(1000)
    int failuresMax();

    /** How long it is left alone at first; twice as long each time that this does not help. */
    @WithDefault("1s")
    @DurationMin(millis = 10)
    Duration restFirst();

    /** The longest rest, unless the provider asks for a longer one. */
    @WithDefault("1m")
    @DurationMin(millis = 10)
    Duration restMax();

    /** How often the files with credentials are looked at for changes. */
    @WithDefault("30s")
    @DurationMin(millis = 100)
    Duration credentialsEvery();
}
