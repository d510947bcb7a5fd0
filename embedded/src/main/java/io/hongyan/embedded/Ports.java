package io.hongyan.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports on the loopback address. */
final class Ports {

    private Ports() {}

    /**
     * The port to listen on: the wanted one if nobody has it, or any free one for 0.
     *
     * @throws EmbeddedServerException if the wanted port is taken
     */
    static int claim(String server, int wanted) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true); // connections of the last run may linger in TIME_WAIT
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    ("Port %d, wanted by %s, cannot be used (%s). Stop the program that has it"
                                    + " (`ss -ltnp 'sport = :%d'` names it), or choose another port.")
                            .formatted(wanted, server, e.getMessage(), wanted),
                    e);
        }
    }
}
