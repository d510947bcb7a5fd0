package io.hongyan.bench.peer.xmpp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/**
 * Who logs in, and as what.
 *
 * @param user the part of the address before the {@code @}
 * @param streamManagement whether the server is asked to acknowledge stanzas
 *     (<a href="https://xmpp.org/extensions/xep-0198.html">XEP-0198</a>)
 * @param priority of the device; one that is negative is not sent what waits for the user
 */
public record Identity(String user, boolean streamManagement, int priority) {

    /** The only domain that servers are started with here. */
    public static final String DOMAIN = "localhost";

    /** Everybody's. */
    public static final String PASSWORD = "bench-secret";

    /** A user's address. */
    public static String address(String user) {
        return user + "@" + DOMAIN;
    }

    /** Name and password, as SASL's PLAIN wants them. */
    String secret() {
        return Base64.getEncoder().encodeToString(("\0" + user + "\0" + PASSWORD).getBytes(UTF_8));
    }
}
