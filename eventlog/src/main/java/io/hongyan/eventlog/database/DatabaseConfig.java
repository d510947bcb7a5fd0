package io.hongyan.eventlog.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a database may be silent. */
@ConfigMapping(prefix = "hongyan.database")
public interface DatabaseConfig {

    /**
     * After so long without a byte from PostgreSQL a connection counts as lost: its other end may be gone without anybody having been
     * told. Whole seconds, at least 2. What is rebuilt or compared may take as long as it likes.
     */
    @WithDefault("15s")
    Duration silenceMax();
}
