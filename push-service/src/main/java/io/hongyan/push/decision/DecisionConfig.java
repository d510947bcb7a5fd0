package io.hongyan.push.decision;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** The times that decisions about alerts go by. */
@ConfigMapping(prefix = "hongyan.push.decision")
public interface DecisionConfig {

    /**
     * How long a device in the foreground has to confirm a message before the user's devices are alerted; from when this service
     * has learned of the message.
     */
    @WithDefault("5s")
    @DurationMin(millis = 100)
    Duration confirmWithin();

    /**
     * How long after a user has left the foreground of the last device nothing is alerted: what was shown there may have been confirmed, and
     * that be on its way still.
     */
    @WithDefault("1s")
    @DurationMin(nanos = 0)
    Duration linger();

    /** The least time from a message becoming known here to its alert: room for a read cursor right behind it. */
    @WithDefault("100ms")
    @DurationMin(nanos = 0)
    Duration grace();

    /** How old a message may be when its alert is sent; older ones are expired. */
    @WithDefault("24h")
    @DurationMin(seconds = 1)
    Duration usefulFor();

    /** How long, from the message on, a decision is remembered. Longer than an alert is useful: a replay must find it. */
    @WithDefault("7d")
    @DurationMin(seconds = 2)
    Duration keptFor();

    /** The longest first pause after a failure; each further one is twice as long. */
    @WithDefault("1s")
    @DurationMin(millis = 1)
    Duration retryFirst();

    /** The longest pause between attempts. */
    @WithDefault("1m")
    @DurationMin(millis = 1)
    Duration retryMax();

    /**
     * How long a device that was told of a conversation is not told of it again: what comes meanwhile is one alert. Zero: each
     * message has an alert of its own.
     */
    @WithDefault("3s")
    @DurationMin(nanos = 0)
    Duration bundleWithin();

    /**
     * How long after a user has read the badges of the user's other devices change. What is read meanwhile goes with it: phones
     * are not woken for each message of somebody who reads along.
     */
    @WithDefault("500ms")
    @DurationMin(nanos = 0)
    Duration clearAfter();
}
