package io.hongyan.bench.idle;

import io.hongyan.bench.Costs;
import io.hongyan.bench.LoadProgram;
import io.hongyan.bench.Report;
import io.hongyan.bench.login.Comer;
import io.hongyan.bench.login.Door;
import io.hongyan.bench.login.Residents;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.launcher.process.Layout;
import io.hongyan.launcher.process.Usage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The program: devices that log in and stay, against the suite of {@code ./hongyan up}. */
public final class IdleLoad {

    private static final String CONNECTOR = "connector";

    private IdleLoad() {}

    /**
     * Runs it and prints what was measured. Ends with 1 if not all came in, or not all stayed.
     *
     * @param arguments see {@link IdleOptions#parse}
     */
    public static void main(String[] arguments) {
        LoadProgram.run("idle", List.of(arguments), IdleLoad::run);
    }

    private static int run(List<String> arguments, Layout layout, Connections connections, Report report) {
        var options = IdleOptions.parse(arguments);
        Door door = Door.of(layout);
        Costs empty = Costs.now(layout);
        List<Comer> comers = Residents.settle(options.clients(), options.atOnce(), connections, door, report);
        report.say("%d are in; watching them for %d s"
                .formatted(comers.size(), options.time().toSeconds()));
        Costs full = Costs.now(layout);
        long begun = System.nanoTime();
        LockSupport.parkNanos(options.time().toNanos());
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        Costs idle = Costs.now(layout);
        long here = comers.stream().filter(Comer::isHere).count();
        report.costs(full, idle, "connection", here, time);
        report.figure("connections", here);
        report.figure("connector_resident_kib_before", resident(empty));
        report.figure("connector_resident_kib", resident(idle));
        report.say("resident memory of the connector: %d KiB before, %d KiB with %d connections: %.1f KiB each"
                .formatted(
                        resident(empty),
                        resident(idle),
                        here,
                        (double) (resident(idle) - resident(empty)) / Math.max(1, here)));
        comers.forEach(Comer::leave);
        return here == comers.size() ? 0 : 1;
    }

    private static long resident(Costs costs) {
        return costs.processes()
                .getOrDefault(CONNECTOR, new Usage(0, Duration.ZERO))
                .residentKilobytes();
    }
}
