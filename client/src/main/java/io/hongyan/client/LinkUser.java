package io.hongyan.client;

import io.hongyan.proto.client.v1.Position;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.Welcome;
import java.util.List;

/** Who uses the link. Called on the event loop. */
interface LinkUser {

    /** What the device has, for the next hello. */
    List<Position> have();

    /** Logged in: from now on requests are carried out. */
    void onUp(Welcome welcome);

    /** Something the server says by itself. */
    void onFrame(ServerFrame frame);

    /** A ping leaves. */
    void onPing();

    /** A ping was answered. */
    void onPong(ServerFrame pong);

    /** No longer logged in. Requests without answer have failed before. */
    void onDown();

    /** The state changed. */
    void onState(ConnectionState state, String why);
}
