package io.hongyan.message.roles;

import java.util.Locale;

/** A part of message-service that can run alone. */
public enum Role {
    /** Numbers what is sent. */
    SEQUENCER,
    /** Finds who is online. */
    ROUTER,
    /** Counts what is unread. */
    UNREAD,
    /** Sends for app back ends. */
    API;

    /** The role as the configuration writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
