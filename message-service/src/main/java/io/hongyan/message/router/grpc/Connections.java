package io.hongyan.message.router.grpc;

import io.grpc.Channel;
import io.grpc.ManagedChannel;

/** How soon a lost connection is tried again. */
final class Connections {

    private Connections() {}

    /** Tries again with the next call: our own pauses are shorter than those of gRPC, which grow to two minutes. */
    static void retrySoon(Channel channel) {
        if (channel instanceof ManagedChannel managed) {
            managed.resetConnectBackoff();
        }
    }
}
