package io.hongyan.connector.session.socket;

import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Who is behind a socket, as far as an address says it. */
final class Addresses {

    private static final int NETWORK_BYTES = 8;
    private static final String UNKNOWN = "unknown";

    private Addresses() {}

    /** The address without its port; of IPv6 the network, for everybody has 2⁶⁴ addresses in one. */
    static String of(@Nullable SocketAddress remote) {
        String literal = remote == null ? null : remote.hostAddress();
        if (literal == null) {
            return UNKNOWN;
        }
        return InetAddress.ofLiteral(literal) instanceof Inet6Address six
                ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES)) + "/64"
                : literal;
    }
}
