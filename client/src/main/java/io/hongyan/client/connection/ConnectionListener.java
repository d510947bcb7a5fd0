package io.hongyan.client.connection;

import io.hongyan.proto.client.v1.ServerFrame;

/** Hears what the server says by itself. Called on the connection's event loop: it must not wait for anything. */
public interface ConnectionListener {

    /** A frame that answers no request of this connection, in the order of the wire. */
    void onFrame(ServerFrame frame);

    /** The connection is over. Called once, after the last frame; requests without answer have failed before. */
    void onClosed(Closed closed);
}
