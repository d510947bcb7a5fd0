package io.hongyan.bench.storm;

import io.hongyan.bench.Costs;
import io.hongyan.bench.LoadProgram;
import io.hongyan.bench.login.Arrivals;
import io.hongyan.bench.login.Comer;
import io.hongyan.bench.login.Door;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.launcher.process.Layout;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** The program: all clients come at once, and when all are in they leave and come again, against the suite of {@code ./hongyan up}. */
public final class StormLoad {

    private static final long PATIENCE_SECONDS = 180;
    private static final Duration BETWEEN = Duration.ofSeconds(3);

    private StormLoad() {}

    /**
     * Runs it and prints what was measured. Ends with 1 if not all came in.
     *
     * @param arguments see {@link StormOptions#parse}
     */
    public static void main(String[] arguments) {
        LoadProgram.run(
                (layout, connections, out) -> run(StormOptions.parse(List.of(arguments)), layout, connections, out));
    }

    private static int run(StormOptions options, Layout layout, Connections connections, PrintStream out) {
        Door door = Door.of(layout);
        List<Comer> comers = IntStream.range(0, options.clients())
                .mapToObj(client -> new Comer(connections, door.address(), door.token("storm-" + client)))
                .toList();
        for (int round = 1; round <= options.rounds(); round++) {
            out.println("round %d of %d: %d clients come at once".formatted(round, options.rounds(), comers.size()));
            Costs before = Costs.now(layout);
            long begun = System.nanoTime();
            var arrivals = new Arrivals(comers.size());
            comers.forEach(comer -> comer.come(arrivals));
            boolean all = arrivals.await(PATIENCE_SECONDS);
            Duration time = Duration.ofNanos(System.nanoTime() - begun);
            out.println(arrivals.told());
            out.println("%.0f logins/s".formatted(arrivals.count() * 1e9 / time.toNanos()));
            out.println(Costs.now(layout).since(before, "login", comers.size(), time));
            comers.forEach(Comer::leave);
            if (!all) {
                return 1;
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
        return 0;
    }
}
