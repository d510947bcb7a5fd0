package io.hongyan.message.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;

/** How app back ends send. */
@ConfigMapping(prefix = "hongyan.message.api")
public interface ApiConfig {

    /** Who may send, by the name that events carry. Nobody where none is named. */
    Map<String, Credential> credentials();

    /** How long the answer of the sequencer is waited for. Then the caller gets TIMEOUT, and may repeat. */
    @WithDefault("5s")
    @DurationMin(millis = 100)
    Duration replyDeadline();

    /** How long an explanation of counts or alerts is waited for. That of counts reads every message behind them. */
    @WithDefault("10s")
    @DurationMin(millis = 100)
    Duration explainDeadline();

    /** Requests that may wait for their answer at once; more are refused with UNAVAILABLE. */
    @WithDefault("1000")
    @Min(1)
    @Max(100_000)
    int inFlightMax();

    /** The longest content, in bytes of its Protobuf encoding. */
    @WithDefault("32768")
    @Min(1)
    @Max(262_144)
    int contentBytesMax();

    /** Whether Swagger UI is served at {@code /q/swagger-ui}. For development. */
    @WithDefault("false")
    boolean swaggerUi();

    /** One back end's credential. */
    interface Credential {

        /** The SHA-256 of its secret, as 64 hexadecimal digits. Secrets are long and random, so this needs no salt. */
        String secretSha256();

        /** The users it may send as: ids, in which {@code *} stands for any characters. */
        List<String> senders();

        /** Whether it may take back tokens of those users, which signs them out everywhere. */
        @WithDefault("false")
        boolean mayRevoke();

        /** Requests per second, averaged over the burst. */
        @WithDefault("500")
        @Min(1)
        int requestsPerSecond();

        /** Requests that may come at once. */
        @WithDefault("1000")
        @Min(1)
        int requestsBurst();
    }
}
