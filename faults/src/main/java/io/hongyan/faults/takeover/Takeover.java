package io.hongyan.faults.takeover;

import io.hongyan.client.connection.netty.Connections;
import io.hongyan.faults.stage.Stage;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The program: starts a suite of its own with two processes of each service, kills, and says how long it was felt. */
public final class Takeover {

    private Takeover() {}

    /**
     * Measures and prints. Exits with 0, or with 2 if the arguments make no sense.
     *
     * @param arguments see {@code ./hongyan help}
     */
    public static void main(String[] arguments) {
        Logger.getLogger("").setLevel(Level.WARNING); // what libraries tell is not what the user asked for
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        TakeoverOptions options;
        try {
            options = TakeoverOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println("takeover: " + e.getMessage());
            System.exit(2);
            return;
        }
        Path project = Path.of(System.getProperty("hongyan.project", "."))
                .toAbsolutePath()
                .normalize();
        // As services are by default, but for the session: see "How fast others take over" in docs/operations.md.
        Stage stage = Stage.prepare(
                project,
                Map.of(
                        "hongyan.message.sequencer.session-timeout", "1500ms",
                        "hongyan.connector.heartbeat.interval-min", "30s",
                        "hongyan.presence.slot.lease", "10s"));
        Runtime.getRuntime().addShutdownHook(new Thread(stage::close)); // Ctrl-C must leave no process behind
        try (var connections = Connections.withThreads(1)) {
            stage.suite()
                    .start(
                            InstantSource.system(),
                            (what, after) ->
                                    out.println("  ✔ %-42s %5.1f s".formatted(what, after.toMillis() / 1_000.0)));
            if (options.kills() > 0) {
                new SequencerKills(stage, out).run(connections, options.kills(), options.rate());
            }
            if (options.connectorKills() > 0) {
                new ConnectorKill(stage, out).run(connections, options.connectorKills(), options.clients());
            }
        } finally {
            stage.close();
        }
        stage.remove();
        System.exit(0);
    }
}
