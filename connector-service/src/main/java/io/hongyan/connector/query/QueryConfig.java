package io.hongyan.connector.query;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the other services are asked, and how much of their answers fits into one frame. */
@ConfigMapping(prefix = "hongyan.connector.query")
public interface QueryConfig {

    /** How long an answer is waited for. */
    @WithDefault("3s")
    @DurationMin(millis = 10)
    Duration answerMax();

    /** How many calls to one service may be under way. More are refused with UNAVAILABLE. */
    @WithDefault("512")
    @Min(1)
    int concurrencyMax();

    /** How many pings may be looked up at once. Others are answered at once and incomplete. */
    @WithDefault("128")
    @Min(1)
    int pingConcurrencyMax();

    /** How long Pong may take; then it is incomplete. */
    @WithDefault("2s")
    @DurationMin(millis = 10)
    Duration pongMax();

    /** The bytes of events in one page. What is beyond is left out, and the page says that there is more. */
    @WithDefault("49152")
    @Min(1024)
    int pageBytesMax();

    /** Conversations in one page of a list. */
    @WithDefault("100")
    @Min(1)
    @Max(200)
    int conversationsMax();

    /** Conversations in one page of what was missed. */
    @WithDefault("50")
    @Min(1)
    @Max(200)
    int syncConversationsMax();

    /** Members in one page. */
    @WithDefault("500")
    @Min(1)
    @Max(1000)
    int membersMax();
}
