package io.hongyan.launcher.demo;

import io.hongyan.client.ChatOptions;
import io.hongyan.client.connection.ConnectionOptions;
import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.connection.Transport;
import io.hongyan.client.connection.Trust;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.launcher.Endpoints;
import io.hongyan.proto.sessions.v1.Platform;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Plays the story against a running suite. Users have new names each time, so that it can be played again. */
public final class Demo {

    /** How long the whole story may take. */
    public static final Duration TIME_MAX = Duration.ofSeconds(90);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 32;

    private Demo() {}

    /**
     * Runs the command.
     *
     * @param tokens makes a token for a user
     * @param notifications the file to which the suite appends a JSON line for each notification that a phone gets
     * @return 0 if every step held, 1 if not, 2 if the arguments make no sense
     */
    public static int run(
            List<String> args,
            Endpoints endpoints,
            Function<String, String> tokens,
            Path notifications,
            PrintStream out) {
        if (!args.isEmpty()) {
            out.println("usage: ./hongyan demo");
            return 2;
        }
        String run = HexFormat.of().formatHex(random(2));
        String pushToken = HexFormat.of().formatHex(random(TOKEN_BYTES));
        Narrator narrator = new Narrator(out, TIME_MAX);
        try (Connections connections = Connections.withThreads(1)) {
            Cast cast = new Cast(connections, endpoints, tokens, run);
            try (Device alice = cast.device("alice", "phone", Transport.TCP, Platform.PLATFORM_IOS, false);
                    Device bob = cast.device("bob", "phone", Transport.TLS, Platform.PLATFORM_IOS, false);
                    Device tablet = cast.device("bob", "tablet", Transport.WEBSOCKET, Platform.PLATFORM_IOS, true);
                    Device carol =
                            cast.device("carol", "laptop", Transport.WEBSOCKET_JSON, Platform.PLATFORM_WEB, false)) {
                new Story(
                                narrator,
                                new Story.People(cast.name("alice"), cast.name("bob"), cast.name("carol")),
                                new Story.Devices(alice, bob, tablet, carol),
                                new LockScreen(notifications, pushToken),
                                pushToken)
                        .play();
            }
        }
        return narrator.end() ? 0 : 1;
    }

    private static byte[] random(int bytes) {
        byte[] drawn = new byte[bytes];
        RANDOM.nextBytes(drawn);
        return drawn;
    }

    /** Who plays: names of this run, and devices that reach the suite in different ways. */
    private record Cast(Connections connections, Endpoints endpoints, Function<String, String> tokens, String run) {

        String name(String person) {
            return person + "-" + run;
        }

        Device device(String person, String device, Transport transport, Platform platform, boolean background) {
            String user = name(person);
            ChatOptions options = ChatOptions.of(address(transport), user, device)
                    .withPlatform(platform)
                    .withBackground(background)
                    // The development certificate is new on every machine.
                    .withConnection(ConnectionOptions.DEFAULT.withTrust(new Trust.Anyone()));
            return new Device(connections, options, () -> CompletableFuture.completedFuture(tokens.apply(user)));
        }

        private ServerAddress address(Transport transport) {
            int port = switch (transport) {
                case TCP -> endpoints.tcpPort();
                case TLS -> endpoints.tlsPort();
                default -> endpoints.webSocketPort();
            };
            return new ServerAddress(transport, endpoints.host(), port);
        }
    }
}
