package io.hongyan.bench.aim;

import io.hongyan.client.connection.Traffic;

/** One user who is logged in over a connection of its own, writes in one conversation, and tells a tally what comes from there. */
public interface Speaker {

    /** The bytes that a user's name and password, or token, have on the wire, of those of the login. */
    int secretLength();

    /** Sends a message that was due at a time of {@link System#nanoTime}, and does not wait for what comes of it. */
    void send(long due);

    /** What went over its connection so far. */
    Traffic traffic();

    /** Whether the server has closed the connection. */
    boolean closed();

    /** Closes the connection. */
    void close();
}
