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

    /** How long all steps of a login together may take, from its turn on. */
    @WithDefault("5s")
    @DurationMin(millis = 10)
    Duration timeMax();

    /** Logins under way at once. More wait for their turn: after a server was lost they come all at once. */
    @WithDefault("128")
    @Min(1)
    int concurrencyMax();

    /** Logins that may wait. More are refused with UNAVAILABLE and come again. */
    @WithDefault("20000")
    @Min(0)
    int waitingMax();

    /** How long a login may wait for its turn. With {@link #timeMax} it should stay below the 15 s that clients wait. */
    @WithDefault("8s")
    @DurationMin(millis = 10)
    Duration waitMax();

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
