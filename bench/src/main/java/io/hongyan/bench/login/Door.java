package io.hongyan.bench.login;

import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.connection.Transport;
import io.hongyan.launcher.issuer.TokenIssuer;
import io.hongyan.launcher.process.Layout;
import java.time.InstantSource;

/**
 * Where the users of a load come in, and what lets them in.
 *
 * @param address where the suite's connector listens, by TCP
 */
public record Door(ServerAddress address, TokenIssuer issuer) {

    /** Of the suite of {@code ./hongyan up}. */
    public static Door of(Layout layout) {
        return new Door(
                new ServerAddress(Transport.TCP, "localhost", layout.ports().tcp()),
                TokenIssuer.at(layout.jwks(), InstantSource.system()));
    }

    /** A token of a user. */
    public String token(String user) {
        return issuer.token(user);
    }
}
