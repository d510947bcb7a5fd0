package io.hongyan.faults.takeover;

import io.hongyan.client.connection.netty.Connections;
import io.hongyan.faults.stage.Stage;
import io.hongyan.launcher.process.Replica;
import io.hongyan.launcher.process.Service;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * Kills a connector that has all clients, and measures until all are connected to the other one and have received what was written
 * to them meanwhile.
 */
final class ConnectorKill {

    /** Pairs of visitors that come at a time. */
    private static final int VISITING_PAIRS = 500;

    private final Stage stage;
    private final PrintStream out;

    ConnectorKill(Stage stage, PrintStream out) {
        this.stage = stage;
        this.out = out;
    }

    void run(Connections connections, TakeoverOptions options) {
        var first = new Replica(Service.CONNECTOR, 1);
        var second = new Replica(Service.CONNECTOR, 2);
        stage.suite().stop(second); // so that all are on one
        int pairs = options.clients() / 2;
        out.println("logging %d clients in".formatted(pairs * 2));
        try (var crowd = Crowd.logIn(stage, connections, "crowd", pairs)) {
            for (int kill = 1; kill <= options.connectorKills(); kill++) {
                Replica from = kill % 2 == 1 ? first : second;
                Replica to = kill % 2 == 1 ? second : first;
                stage.suite().start(to);
                stage.suite().awaitReady(List.of(to), (_, _) -> {});
                visit(connections, options.visits());
                measure(crowd, from, kill, options.messages());
            }
        }
    }

    /** The other connector is one that has worked before it takes over, as in production; and so are the others for it. */
    private void visit(Connections connections, int visits) {
        for (int visit = 1; visit <= visits; visit++) {
            long begun = System.nanoTime();
            try (Crowd visitors = Crowd.logIn(stage, connections, "visitor", VISITING_PAIRS)) {
                long in = System.nanoTime();
                visitors.write("visit" + in, VISITING_PAIRS);
                visitors.awaitHeard();
                out.println(
                        "  %d visitors are in after %.1f s, %d messages among them there after %.1f s (%d of %d times)"
                                .formatted(
                                        2 * VISITING_PAIRS,
                                        (in - begun) / 1e9,
                                        visitors.written(),
                                        (System.nanoTime() - in) / 1e9,
                                        visit,
                                        visits));
            }
        }
    }

    private void measure(Crowd crowd, Replica from, int kill, int messages) {
        int before = crowd.online();
        long begun = System.nanoTime();
        stage.suite().process(from).kill();
        crowd.write("k" + kill, messages);
        crowd.await(() -> crowd.online() < before, "the loss of connections");
        crowd.await(() -> crowd.online() == before, "connections");
        Duration back = Duration.ofNanos(System.nanoTime() - begun);
        crowd.awaitHeard();
        Duration synced = Duration.ofNanos(System.nanoTime() - begun);
        out.println(
                "  kill %d, %s with %d clients: all back after %.1f s, all %d messages written meanwhile received after %.1f s"
                        .formatted(
                                kill,
                                from.title(),
                                before,
                                back.toMillis() / 1_000.0,
                                crowd.written(),
                                synced.toMillis() / 1_000.0));
    }
}
