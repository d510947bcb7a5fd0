package io.hongyan.history.archive;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is kept of messages beside what they say now. */
@ConfigMapping(prefix = "hongyan.history.versions")
public interface VersionsConfig {

    /**
     * Whether what messages said before they were edited is kept for audit. Off: in conversations of two nothing is, and what
     * readers who left a group need is told to nobody else.
     */
    @WithDefault("false")
    boolean kept();
}
