package io.hongyan.client;

/** Whether a {@link ChatClient} can talk to the server now. */
public enum ConnectionState {
    /** A connection is being opened, or the login is under way. */
    CONNECTING,
    /** Logged in. */
    ONLINE,
    /** Not connected; it will try again by itself. */
    WAITING,
    /** Not connected, and it will not try again: closed, replaced by another login, or refused for good. */
    STOPPED
}
