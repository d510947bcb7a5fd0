package io.hongyan.connector.session.socket;

import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Hello;
import io.hongyan.proto.client.v1.Ping;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.Welcome;
import io.hongyan.proto.sessions.v1.Platform;

/** Frames that tests send, and what they expect of those that come. */
final class Frames {

    private Frames() {}

    static ClientFrame hello(String token, String device) {
        return ClientFrame.newBuilder()
                .setId(1)
                .setHello(Hello.newBuilder().setToken(token).setDeviceId(device).setPlatform(Platform.PLATFORM_IOS))
                .build();
    }

    static ClientFrame ping(int id) {
        return ClientFrame.newBuilder()
                .setId(id)
                .setPing(Ping.getDefaultInstance())
                .build();
    }

    static Welcome requireWelcome(ServerFrame frame) {
        if (!frame.hasWelcome()) {
            throw new AssertionError("expected a welcome, got " + frame);
        }
        return frame.getWelcome();
    }
}
