package io.hongyan.connector.command;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How commands are sent, and how long their answers are waited for. */
@ConfigMapping(prefix = "hongyan.connector.command")
public interface CommandConfig {

    /** How long an answer is waited for before the client is told TIMEOUT. */
    @WithDefault("5s")
    @DurationMin(millis = 10)
    Duration answerMax();

    /** How many commands may await an answer. More are refused with UNAVAILABLE. */
    @WithDefault("8192")
    @Min(1)
    int pendingMax();

    /** The longest content, in bytes of its Protobuf encoding; the same as Welcome states. */
    @WithDefault("${hongyan.connector.limits.content-bytes-max:32768}")
    @Min(1)
    int contentBytesMax();

    /**
     * For so long the confirmations of a device for one conversation are gathered into one; the first of a foreground device
     * goes at once. Each costs the log as much as a message: see docs/performance.md.
     */
    @WithDefault("1s")
    @DurationMin(millis = 1)
    Duration deliveredWindow();

    /** For how many devices and conversations confirmations may be gathered. More are sent at once, one by one. */
    @WithDefault("20000")
    @Min(1)
    @Max(1_000_000)
    int deliveredMax();
}
