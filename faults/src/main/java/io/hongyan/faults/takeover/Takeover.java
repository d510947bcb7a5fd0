package io.hongyan.faults.takeover;

import io.hongyan.client.connection.netty.Connections;
import io.hongyan.faults.stage.Stage;
import io.hongyan.faults.stage.StageProgram;
import io.hongyan.faults.stage.StageProgram.Part;
import io.hongyan.launcher.process.Replica;
import io.hongyan.launcher.process.Service;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The program: starts suites of its own, kills, and says how long it was felt. There are two processes of the service from which
 * somebody takes over, one of each other.
 */
public final class Takeover {

    private Takeover() {}

    /**
     * Measures and prints. Exits with 0, or with 2 if the arguments make no sense.
     *
     * @param arguments see {@code ./hongyan help}
     */
    public static void main(String[] arguments) {
        // As services are by default, but for the session: see "How fast others take over" in docs/operations.md.
        StageProgram.run(
                "takeover",
                () -> TakeoverOptions.parse(List.of(arguments)),
                Map.of(
                        "hongyan.message.sequencer.session-timeout", "1500ms",
                        "hongyan.connector.heartbeat.interval-min", "30s",
                        "hongyan.presence.slot.lease", "10s"),
                List.of(
                        new Part<>(options -> options.kills() > 0, Takeover::sequencers),
                        new Part<>(options -> options.connectorKills() > 0, Takeover::connectors)));
    }

    private static boolean sequencers(TakeoverOptions options, Stage stage, Connections connections, PrintStream out) {
        stopSecondsBut(Service.MESSAGE, stage);
        new SequencerKills(stage, out).run(connections, options.kills(), options.rate());
        return true;
    }

    private static boolean connectors(TakeoverOptions options, Stage stage, Connections connections, PrintStream out) {
        stopSecondsBut(Service.CONNECTOR, stage);
        new ConnectorKill(stage, out).run(connections, options);
        return true;
    }

    /** Nobody takes over from the others' first ones: two processors have enough to do without the second. */
    private static void stopSecondsBut(Service service, Stage stage) {
        Stream.of(Service.values())
                .filter(other -> other != service)
                .map(other -> new Replica(other, 2))
                .forEach(stage.suite()::stop);
    }
}
