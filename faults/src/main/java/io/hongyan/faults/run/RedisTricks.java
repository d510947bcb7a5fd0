package io.hongyan.faults.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Speaks to Redis as an operator would. */
final class RedisTricks {

    private static final int ANSWER_MILLIS_MAX = 5_000;

    private RedisTricks() {}

    /** Everything is forgotten. If Redis is down just now, it keeps what it has. */
    static void flush(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(ANSWER_MILLIS_MAX);
            socket.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readNBytes("+OK\r\n".length());
        } catch (IOException down) {
            // the schedule may have killed or paused it a moment ago
        }
    }
}
