package io.hongyan.history.media;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Media that the suite itself keeps. Without a directory it keeps none. */
@ConfigMapping(prefix = "hongyan.history.media")
public interface MediaConfig {

    /** The folder below which the bytes lie, the same for all processes. Not set: no media. */
    Optional<String> directory();

    /** What links are signed with, the same for all processes: at least 32 characters that nobody guesses. */
    Optional<String> key();

    /** Where clients reach this service's HTTP port, such as {@code https://media.example.com}; links begin with it. */
    Optional<String> baseUrl();

    /** The origins of web apps that may load and upload, such as {@code https://chat.example.com}. */
    Optional<List<String>> origins();

    /** How long a link to load from is good. Whoever got it can pass it on for that long. */
    @WithDefault("5m")
    @DurationMin(seconds = 1)
    @DurationMax(days = 1)
    Duration linkTime();

    /** How long a link to upload to is good: an upload that has begun goes on after it. */
    @WithDefault("1h")
    @DurationMin(seconds = 1)
    @DurationMax(days = 1)
    Duration uploadTime();

    /** The most bytes of a picture. */
    @WithDefault("20971520")
    @Min(1)
    @Max(10_737_418_240L)
    long imageBytesMax();

    /** The most bytes of something spoken. */
    @WithDefault("52428800")
    @Min(1)
    @Max(10_737_418_240L)
    long audioBytesMax();

    /** The most bytes of a film. */
    @WithDefault("524288000")
    @Min(1)
    @Max(10_737_418_240L)
    long videoBytesMax();

    /** The most bytes of a file of any other kind. */
    @WithDefault("104857600")
    @Min(1)
    @Max(10_737_418_240L)
    long fileBytesMax();

    /** How many uploads of one user may be under way. */
    @WithDefault("10")
    @Min(1)
    int uploadsMax();

    /** How long an upload is kept that nobody goes on with. */
    @WithDefault("24h")
    @DurationMin(minutes = 1)
    Duration unfinishedTime();

    /** How many uploads and downloads may go through this process at once; then 503. */
    @WithDefault("256")
    @Min(1)
    int transfersMax();

    /** How many uploads are checked at once in this process; others wait. */
    @WithDefault("2")
    @Min(1)
    int checksMax();

    /**
     * The most pixels of a picture that a small one is made of; larger ones have none. While a progressive JPEG is read, each of its
     * pixels takes about three bytes beside the heap.
     */
    @WithDefault("25000000")
    @Min(1)
    long thumbnailPixelsMax();
}
