package io.hongyan.launcher.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hongyan.client.ChatClient;
import io.hongyan.client.ChatOptions;
import io.hongyan.client.MemoryStore;
import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.connection.Transport;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.launcher.Endpoints;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** A chat in the terminal, or in a script. */
public final class Chat {

    private static final long LOGIN_SECONDS_MAX = 15;
    private static final long SENDING_SECONDS_MAX = 20;

    private final ChatArguments arguments;
    private final Endpoints endpoints;
    private final Function<String, String> tokens;
    private final Clock clock;

    private Chat(ChatArguments arguments, Endpoints endpoints, Function<String, String> tokens, Clock clock) {
        this.arguments = arguments;
        this.endpoints = endpoints;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Runs the command with what the process has: its terminal if it has one, else its input and output line by line.
     *
     * @param tokens makes a token for a user
     * @return 0 if all went well, 1 if there was no login or something was left unsent, 2 if the arguments make no sense
     */
    public static int run(List<String> args, Endpoints endpoints, Function<String, String> tokens) throws IOException {
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()) {
            Terminal terminal =
                    TerminalBuilder.builder().system(true).encoding(UTF_8).build();
            return run(args, endpoints, tokens, new TerminalScreen(terminal));
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        return run(args, endpoints, tokens, new LineScreen(in, out));
    }

    static int run(List<String> args, Endpoints endpoints, Function<String, String> tokens, Screen screen) {
        try (screen) {
            Optional<ChatArguments> arguments = ChatArguments.parse(args);
            if (arguments.isEmpty()) {
                screen.print(ChatArguments.USAGE);
                return 2;
            }
            return new Chat(arguments.get(), endpoints, tokens, Clock.system(ZoneId.systemDefault())).on(screen);
        }
    }

    private int on(Screen screen) {
        String me = arguments.user();
        Transcript transcript = new Transcript(me, clock.getZone());
        News news = new News(screen, transcript, clock, me, arguments.background());
        ChatOptions options = ChatOptions.of(
                        new ServerAddress(Transport.TCP, endpoints.host(), endpoints.tcpPort()), me, arguments.device())
                .withBackground(arguments.background());
        try (Connections connections = Connections.withThreads(1)) {
            try (ChatClient client = ChatClient.start(
                    connections,
                    options,
                    () -> CompletableFuture.completedFuture(tokens.apply(me)),
                    new MemoryStore(),
                    news)) {
                news.from(client);
                String trouble = login(client);
                if (trouble != null) {
                    screen.print("No login at %s:%d: %s".formatted(endpoints.host(), endpoints.tcpPort(), trouble));
                    return 1;
                }
                return talk(client, news, screen, transcript) ? 0 : 1;
            }
        }
    }

    private static @Nullable String login(ChatClient client) {
        try {
            client.online()
                    .toCompletableFuture()
                    .orTimeout(LOGIN_SECONDS_MAX, TimeUnit.SECONDS)
                    .join();
            return null;
        } catch (CompletionException e) {
            Throwable cause = e.getCause();
            return cause == null || cause.getMessage() == null
                    ? "the suite does not answer; is it up? (./hongyan status)"
                    : cause.getMessage();
        }
    }

    private boolean talk(ChatClient client, News news, Screen screen, Transcript transcript) {
        String me = arguments.user();
        client.watchPresence(true, arguments.to().isEmpty() ? List.of() : List.of(arguments.to()));
        news.beginToTell();
        screen.note("  You are %s, on device “%s”%s. /help says what can be typed."
                .formatted(me, arguments.device(), arguments.background() ? ", in the background" : ""));
        Sending sending = new Sending();
        Room room = new Room(client, news, screen, transcript, clock, me, sending);
        if (arguments.to().isEmpty()) {
            room.onLine("/list");
        } else {
            room.onLine("/open " + arguments.to());
        }
        TypingSignals typing = new TypingSignals(client, news, System::nanoTime);
        screen.read(
                line -> {
                    typing.sent();
                    room.onLine(line);
                },
                typing::typed);
        boolean allSent = sending.awaitAll(SENDING_SECONDS_MAX, TimeUnit.SECONDS);
        news.endOfTelling();
        return allSent;
    }
}
