package io.hongyan.connector.welcome;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How logins are answered. */
@ConfigMapping(prefix = "hongyan.connector.welcome")
public interface WelcomeConfig {

    /** How long all steps of a login together may take. */
    @WithDefault("5s")
    @DurationMin(millis = 10)
    Duration timeMax();

    /** Logins under way at once. More are refused with UNAVAILABLE and come again: after a restart they come all at once. */
    @WithDefault("256")
    @Min(1)
    int concurrencyMax();

    /** Within this time those refused are asked to come again, each at its own moment. */
    @WithDefault("3s")
    @DurationMin(millis = 1)
    Duration returnSpread();

    /** Conversations in one Welcome. */
    @WithDefault("50")
    @Min(1)
    @Max(200)
    int conversationsMax();

    /** Events for each of them. */
    @WithDefault("20")
    @Min(1)
    @Max(200)
    int eventsMax();

    /** The bytes of changes in one Welcome. */
    @WithDefault("49152")
    @Min(1024)
    int bytesMax();
}
