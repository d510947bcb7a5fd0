package io.hongyan.message.sequencer.kafka;

import io.hongyan.message.sequencer.Limits;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the sequencer works, and how much it allows. */
@ConfigMapping(prefix = "hongyan.message.sequencer")
public interface SequencerConfig {

    /** Where local copies of the state live. Kept between runs, a restart need not read them from Kafka again. */
    @WithDefault(".hongyan/message/sequencer")
    Path stateDirectory();

    /** How many threads decide. Each takes some of the partitions; more than there are partitions do nothing. */
    @WithDefault("1")
    @Min(1)
    @Max(64)
    int threads();

    /**
     * How long decisions are collected into one transaction where there is room. It is part of the time that senders wait for
     * their ack; after a lull the first does not wait for it.
     */
    @WithDefault("10ms")
    @DurationMin(millis = 1)
    @DurationMax(seconds = 1)
    Duration commitInterval();

    /**
     * How long decisions are collected where commits take long because a machine has little time left: three times what the
     * last ones took, but no longer than this. Fewer and larger commits are what gets it out of a backlog.
     */
    @WithDefault("200ms")
    @DurationMin(millis = 1)
    @DurationMax(seconds = 2)
    Duration commitIntervalMax();

    /** How long to wait for commands before looking whether something is to be committed. Costs idle CPU if short. */
    @WithDefault("20ms")
    @DurationMin(millis = 1)
    @DurationMax(seconds = 1)
    Duration pollInterval();

    /** How many brokers keep each changelog; -1 for the brokers' default. */
    @WithDefault("-1")
    @Min(-1)
    int replicationFactor();

    /** How many other instances keep a copy of the state, to take over at once. Without another instance it costs nothing. */
    @WithDefault("1")
    @Min(0)
    int standbyReplicas();

    /**
     * How long a dead instance is waited for before others take its partitions, and how long a transaction may be open.
     * Brokers allow no less than their {@code group.min.session.timeout.ms}, 6 s unless they are told otherwise.
     */
    @WithDefault("6s")
    @DurationMin(seconds = 1)
    Duration sessionTimeout();

    /** How long the last transactions may take when the service stops. */
    @WithDefault("10s")
    @DurationMin(seconds = 1)
    Duration shutdownTimeout();

    /** How much memory all local stores together use for their caches and buffers, in bytes. */
    @WithDefault("33554432")
    @Min(8388608)
    long storeMemoryBytes();

    /** How long resends are recognised. Changing it later needs the receipts' changelog to be changed too. */
    @WithDefault("8d")
    @DurationMin(days = 7)
    Duration receiptRetention();

    /** How long after it was sent a message can be taken back. */
    @WithDefault("24h")
    @DurationMin(seconds = 1)
    Duration recallWindow();

    /** How long after it was sent a message can be edited. */
    @WithDefault("24h")
    @DurationMin(seconds = 1)
    Duration editWindow();

    /** The size of a message's content in bytes. */
    @WithDefault("65536")
    @Min(1024)
    @Max(524288)
    int contentBytesMax();

    /** The length of a text in Unicode code points. */
    @WithDefault("8000")
    @Min(1)
    @Max(100000)
    int textCodePointsMax();

    /** How many members a group may have. */
    @WithDefault("500")
    @Min(2)
    @Max(5000)
    int groupMembersMax();

    /** The length of a group's name in Unicode code points. */
    @WithDefault("100")
    @Min(1)
    @Max(100)
    int groupNameMax();

    /** The limits that decisions are made within. */
    default Limits limits() {
        return new Limits(
                contentBytesMax(),
                textCodePointsMax(),
                groupMembersMax(),
                groupNameMax(),
                recallWindow(),
                editWindow());
    }
}
