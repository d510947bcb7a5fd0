package io.hongyan.push.send;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** How alerts are looked after. */
@ConfigMapping(prefix = "hongyan.push.send")
public interface SendConfig {

    /** How many alerts are taken up at once. */
    @WithDefault("200")
    @Min(1)
    @Max(5000)
    int batchSize();

    /** How many batches are under way at once in one instance. The rest waits in the database. */
    @WithDefault("4")
    @Min(1)
    @Max(64)
    int batchesMax();

    /** How many devices of one batch are sent to at once, by each way to a provider. */
    @WithDefault("50")
    @Min(1)
    @Max(1000)
    int concurrency();

    /**
     * How long a batch waits for its providers' answers. Afterwards the next one is taken up in its place: a provider that
     * does not answer costs the others no more than this.
     */
    @WithDefault("250ms")
    @DurationMin(millis = 1)
    Duration patience();

    /** How long presence and the unread role may take to answer. */
    @WithDefault("3s")
    @DurationMin(millis = 50)
    Duration answerWithin();

    /**
     * For how long an alert that was taken up is left to its instance; another one takes it up afterwards: so much later it
     * comes if an instance dies. Longer by more than a second than every provider's {@code timeout}: nothing is sent that could not
     * be answered, and its answer recorded, before the end of the lease.
     */
    @WithDefault("30s")
    @DurationMin(seconds = 1)
    Duration lease();

    /** How long nothing is looked at if nothing is known to be due: when alerts of a dead instance are found at last. */
    @WithDefault("1m")
    @DurationMin(seconds = 1)
    Duration sweepEvery();

    /** How often old decisions are removed. */
    @WithDefault("1h")
    @DurationMin(seconds = 1)
    Duration cleanEvery();

    /**
     * What an alert says where the message has no words to show, whatever the device's language. Not set: that there is a
     * message, in the device's language.
     */
    Optional<@Size(max = 100) String> placeholder();

    /** How much alerts say at most: users may want less, not more. */
    @WithDefault("full")
    Preview preview();
}
