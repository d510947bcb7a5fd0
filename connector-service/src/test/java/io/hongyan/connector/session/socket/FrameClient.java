package io.hongyan.connector.session.socket;

import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.ServerFrame;

/** A client on whatever kind of socket. Waits some seconds for what it expects, then fails. */
interface FrameClient extends AutoCloseable {

    void send(ClientFrame frame);

    ServerFrame next();

    /** Waits for the end of what the server sends; false if it did not come, or something else did. */
    boolean closedByServer();

    @Override
    void close();
}
