package io.hongyan.bench.storm;

import io.hongyan.bench.Costs;
import io.hongyan.bench.LoadProgram;
import io.hongyan.bench.Report;
import io.hongyan.bench.login.Arrivals;
import io.hongyan.bench.login.Comer;
import io.hongyan.bench.login.Door;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.launcher.process.Layout;
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
        LoadProgram.run("storm", List.of(arguments), StormLoad::run);
    }

    private static int run(List<String> arguments, Layout layout, Connections connections, Report report) {
        var options = StormOptions.parse(arguments);
        Door door = Door.of(layout);
        List<Comer> comers = IntStream.range(0, options.clients())
                .mapToObj(client -> new Comer(connections, door.address(), door.token("storm-" + client)))
                .toList();
        for (int round = 1; round <= options.rounds(); round++) {
            report.say("round %d of %d: %d clients come at once".formatted(round, options.rounds(), comers.size()));
            Costs before = Costs.now(layout);
            long begun = System.nanoTime();
            var arrivals = new Arrivals(comers.size());
            comers.forEach(comer -> comer.come(arrivals));
            boolean all = arrivals.await(PATIENCE_SECONDS);
            Duration time = Duration.ofNanos(System.nanoTime() - begun);
            arrivals.tell(report);
            double perSecond = arrivals.count() * 1e9 / time.toNanos();
            report.figure("logins_per_second", perSecond);
            report.say("%.0f logins/s".formatted(perSecond));
            report.costs(before, Costs.now(layout), "login", comers.size(), time);
            comers.forEach(Comer::leave);
            if (!all) {
                return 1;
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
        return 0;
    }
}
