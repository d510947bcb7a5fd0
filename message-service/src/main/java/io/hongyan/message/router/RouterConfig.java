package io.hongyan.message.router;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How events find the sessions that are online. */
@ConfigMapping(prefix = "hongyan.message.router")
public interface RouterConfig {

    /** Partitions of {@code hongyan.deliveries.v1}: how many connectors there can be. */
    @WithDefault("32")
    @Min(1)
    int slots();

    /** A delivery to one connector is split beyond so many sessions, so that no record grows without bound. */
    @WithDefault("2000")
    @Min(1)
    @Max(10_000)
    int sessionsPerRecordMax();

    /** In larger groups members are not told how far others have received and read: it grows with the square. */
    @WithDefault("100")
    @Min(0)
    int receiptMembersMax();

    /** How many memberships of groups are kept in memory, about 150 bytes each. */
    @WithDefault("200000")
    @Min(0)
    int membershipsCachedMax();

    /** How long presence may take to locate sessions before it is asked again. */
    @WithDefault("2s")
    @DurationMin(millis = 50)
    Duration locateDeadline();

    /** How long the members of a group may take, the projection's lag included, before they are asked for again. */
    @WithDefault("5s")
    @DurationMin(millis = 50)
    Duration membersDeadline();

    /** How long exact counts for one's other devices are waited for; later, these are told without. */
    @WithDefault("500ms")
    @DurationMin(millis = 10)
    Duration countsDeadline();

    /** The first pause before what failed is tried again; it doubles each time. */
    @WithDefault("100ms")
    @DurationMin(millis = 1)
    Duration retryPauseMin();

    /** The longest pause before what failed is tried again. */
    @WithDefault("3s")
    @DurationMin(millis = 1)
    Duration retryPauseMax();
}
