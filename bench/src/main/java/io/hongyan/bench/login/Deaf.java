package io.hongyan.bench.login;

import io.hongyan.client.connection.Closed;
import io.hongyan.client.connection.ConnectionListener;
import io.hongyan.proto.client.v1.ServerFrame;

/** Listens to nothing: for whom only the answers to its own requests count. */
public final class Deaf implements ConnectionListener {

    @Override
    public void onFrame(ServerFrame frame) {}

    @Override
    public void onClosed(Closed closed) {}
}
