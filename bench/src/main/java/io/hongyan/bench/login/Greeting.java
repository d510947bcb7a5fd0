package io.hongyan.bench.login;

import io.hongyan.proto.client.v1.Hello;

/** How all devices of a load introduce themselves. */
public final class Greeting {

    private Greeting() {}

    /** The hello of the user whose token it is, who has nothing yet. */
    public static Hello.Builder of(String token) {
        return Hello.newBuilder().setToken(token).setDeviceId("bench").setAgent("hongyan-bench");
    }
}
