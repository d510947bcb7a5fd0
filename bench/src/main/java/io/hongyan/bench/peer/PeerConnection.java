package io.hongyan.bench.peer;

/** A connection to a peer, logged in or about to be. */
public interface PeerConnection {

    /** Who is told how it begins and ends. Called on the event loop. */
    interface Listener {

        /** The login is done. */
        void in();

        /** The connection has ended, or was not made, without {@link PeerConnection#close}. */
        void closed(String why);
    }

    /** Whether it is logged in. */
    boolean isOpen();

    /** Shows that somebody is there. */
    void beat();

    /** Closes it, as when the network breaks. */
    void close();
}
