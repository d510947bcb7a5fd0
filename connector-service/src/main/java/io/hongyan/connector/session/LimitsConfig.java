package io.hongyan.connector.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** What connections may do, and how much of it. What a client has to know stands in Welcome. */
@ConfigMapping(prefix = "hongyan.connector.limits")
public interface LimitsConfig {

    /** Open connections of this connector, logged in or not. Each takes a file descriptor. */
    @WithDefault("15000")
    @Min(1)
    int connectionsMax();

    /** Logged-in connections of one user to this connector. */
    @WithDefault("10")
    @Min(1)
    int connectionsPerUserMax();

    /** The longest frame of a client, in bytes. */
    @WithDefault("65536")
    @Min(1024)
    @Max(16_777_216)
    int frameBytesMax();

    /** The longest content of a message, in bytes. Told to clients here, enforced where messages are numbered. */
    @WithDefault("32768")
    @Min(1)
    int contentBytesMax();

    /** Members of a group. Told to clients here, enforced where messages are numbered. */
    @WithDefault("500")
    @Min(2)
    int groupMembersMax();

    /** Frames per second of one connection, averaged over the burst. */
    @WithDefault("20")
    @Min(1)
    int framesPerSecond();

    /** Frames of one connection that may come at once. */
    @WithDefault("100")
    @Min(1)
    int framesBurst();

    /** Frames per second of all connections that one user has to this connector. */
    @WithDefault("40")
    @Min(1)
    int userFramesPerSecond();

    /** Frames of all these connections that may come at once. */
    @WithDefault("200")
    @Min(1)
    int userFramesBurst();

    /** Frames refused as too many after which a connection is closed; one a second is forgotten. */
    @WithDefault("200")
    @Min(1)
    int refusedFramesMax();

    /** Requests of one connection that wait for an answer. Until one is answered, nothing more is read. */
    @WithDefault("32")
    @Min(1)
    int requestsInFlightMax();

    /** Bytes that may wait for a client to read them. A longer single frame may wait alone. */
    @WithDefault("1048576")
    @Min(1024)
    int queueBytesMax();

    /** Frames that may wait for a client to read them. */
    @WithDefault("4096")
    @Min(1)
    int queueFramesMax();

    /** Bytes of a closed connection that are thrown away so that its client can read why; with more it is cut. */
    @WithDefault("262144")
    @Min(0)
    int discardedBytesMax();

    /** How long a closed socket is kept so that the client can read why it was closed. */
    @WithDefault("2s")
    @DurationMin(millis = 100)
    Duration lingerMax();
}
