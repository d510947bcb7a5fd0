package io.hongyan.faults.schedule;

import java.util.Locale;

/** What can be broken: the five services. The servers below them never are. */
public enum Victim {
    /** Sockets. */
    CONNECTOR,
    /** Sequencer, router and unread. */
    MESSAGE,
    /** Who is online. */
    PRESENCE,
    /** The archive. */
    HISTORY,
    /** Alerts. */
    PUSH;

    /** Its name, as typed: {@code connector}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
