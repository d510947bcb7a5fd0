package io.hongyan.faults.schedule;

import java.util.Locale;

/** What can be broken: the five services, the servers below them, and the way to each. */
public enum Victim {
    /** Sockets. */
    CONNECTOR(Victim.REPLICAS),
    /** Sequencer, router and unread. */
    MESSAGE(Victim.REPLICAS),
    /** Who is online. */
    PRESENCE(Victim.REPLICAS),
    /** The archive. */
    HISTORY(Victim.REPLICAS),
    /** Alerts. */
    PUSH(Victim.REPLICAS),
    /** The log. */
    KAFKA(1),
    /** Projections. */
    POSTGRES(1),
    /** Presence's memory. */
    REDIS(1);

    /** How many processes a service has. */
    public static final int REPLICAS = 2;

    private final int processes;

    Victim(int processes) {
        this.processes = processes;
    }

    /** How many processes it has. */
    public int processes() {
        return processes;
    }

    /** Its name, as typed: {@code connector}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
