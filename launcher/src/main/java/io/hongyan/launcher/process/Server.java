package io.hongyan.launcher.process;

import java.util.Locale;

/** The embedded servers that services stand on. */
public enum Server {
    /** The log. */
    KAFKA,
    /** Projections. */
    POSTGRES,
    /** Presence. */
    REDIS;

    /** Its name, as typed, and as its process and log are named: {@code kafka}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where it is reached. */
    int port(SuitePorts ports) {
        return switch (this) {
            case KAFKA -> ports.kafka();
            case POSTGRES -> ports.postgres();
            case REDIS -> ports.redis();
        };
    }
}
