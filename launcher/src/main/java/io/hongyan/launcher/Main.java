package io.hongyan.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hongyan.embedded.EmbeddedServerException;
import io.hongyan.launcher.chat.Chat;
import io.hongyan.launcher.command.Down;
import io.hongyan.launcher.command.Reset;
import io.hongyan.launcher.command.Status;
import io.hongyan.launcher.command.Up;
import io.hongyan.launcher.demo.Demo;
import io.hongyan.launcher.explain.Edits;
import io.hongyan.launcher.explain.Explain;
import io.hongyan.launcher.issuer.TokenIssuer;
import io.hongyan.launcher.process.Layout;
import io.hongyan.launcher.process.SuitePorts;
import io.hongyan.launcher.rebuild.Rebuild;
import io.hongyan.launcher.tail.Tail;
import io.hongyan.launcher.trace.PushLog;
import io.hongyan.launcher.trace.Trace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The {@code ./hongyan} command, behind the few lines of shell that find Java. */
public final class Main {

    private Main() {}

    /**
     * Runs a command and ends the JVM with its status.
     *
     * @param arguments the command and what follows it; the checkout is the system property {@code hongyan.project}
     */
    public static void main(String[] arguments) throws IOException {
        var out = new PrintStream(System.out, true, UTF_8);
        Logger.getLogger("").setLevel(Level.WARNING); // what libraries tell is not what the user asked for
        try {
            System.exit(run(List.of(arguments), Layout.development(Layout.here()), out));
        } catch (LauncherException | EmbeddedServerException e) {
            System.err.println("hongyan: " + e.getMessage());
            System.exit(1);
        }
    }

    private static int run(List<String> arguments, Layout layout, PrintStream out) throws IOException {
        if (arguments.isEmpty()) {
            throw new LauncherException("Say what to do: `./hongyan help` lists the commands.");
        }
        List<String> rest = arguments.subList(1, arguments.size());
        return switch (arguments.getFirst()) {
            case "up" -> new Up(layout, out).run(rest);
            case "down" -> new Down(layout, out).run();
            case "status" -> new Status(layout, out).run();
            case "reset" ->
                new Reset(layout, new BufferedReader(new InputStreamReader(System.in, UTF_8)), out).run(rest);
            case "chat" -> Chat.run(rest, endpoints(layout), tokens(layout));
            case "demo" -> Demo.run(rest, endpoints(layout), tokens(layout), layout.notifications(), out);
            case "tail" -> Tail.run(rest, endpoints(layout).kafka(), out);
            case "explain" -> explain(rest, layout, out);
            case "trace" -> Trace.run(rest, endpoints(layout).kafka(), layout.ports(), InstantSource.system(), out);
            case "rebuild" -> Rebuild.run(rest, layout.ports(), out);
            case "token" -> {
                if (rest.size() != 1) {
                    throw new LauncherException("Say for whom: `./hongyan token alice`.");
                }
                out.println(
                        TokenIssuer.at(layout.jwks(), InstantSource.system()).token(rest.getFirst()));
                yield 0;
            }
            default -> throw new LauncherException("There is no command '%s'.".formatted(arguments.getFirst()));
        };
    }

    private static int explain(List<String> rest, Layout layout, PrintStream out) {
        List<String> asked = rest.subList(Math.min(1, rest.size()), rest.size());
        return switch (rest.isEmpty() ? "" : rest.getFirst()) {
            case "push" -> PushLog.run(asked, endpoints(layout).kafka(), layout.ports(), InstantSource.system(), out);
            case "edits" -> Edits.run(asked, layout.ports(), out);
            default -> Explain.run(rest, layout.ports(), out);
        };
    }

    private static Endpoints endpoints(Layout layout) {
        SuitePorts ports = layout.ports();
        return new Endpoints("localhost", ports.tcp(), ports.tls(), ports.webSocket(), "localhost:" + ports.kafka());
    }

    private static Function<String, String> tokens(Layout layout) {
        return TokenIssuer.at(layout.jwks(), InstantSource.system())::token;
    }
}
