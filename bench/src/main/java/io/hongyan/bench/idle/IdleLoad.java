package io.hongyan.bench.idle;

import io.hongyan.bench.Costs;
import io.hongyan.bench.LoadProgram;
import io.hongyan.bench.login.Arrivals;
import io.hongyan.bench.login.Comer;
import io.hongyan.bench.login.Door;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.launcher.process.Layout;
import io.hongyan.launcher.process.Usage;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The program: devices that log in and stay, against the suite of {@code ./hongyan up}. */
public final class IdleLoad {

    private static final long PATIENCE_SECONDS = 120;
    private static final String CONNECTOR = "connector";

    private IdleLoad() {}

    /**
     * Runs it and prints what was measured. Ends with 1 if not all came in, or not all stayed.
     *
     * @param arguments see {@link IdleOptions#parse}
     */
    public static void main(String[] arguments) {
        LoadProgram.run(
                (layout, connections, out) -> run(IdleOptions.parse(List.of(arguments)), layout, connections, out));
    }

    private static int run(IdleOptions options, Layout layout, Connections connections, PrintStream out) {
        Door door = Door.of(layout);
        Costs empty = Costs.now(layout);
        List<Comer> comers = new ArrayList<>();
        while (comers.size() < options.clients()) {
            int more = Math.min(options.atOnce(), options.clients() - comers.size());
            var arrivals = new Arrivals(more);
            for (int i = 0; i < more; i++) {
                var comer = new Comer(connections, door.address(), door.token("idle-" + comers.size()));
                comers.add(comer);
                comer.come(arrivals);
            }
            if (!arrivals.await(PATIENCE_SECONDS)) {
                out.println(
                        "only %d of %d are in".formatted(comers.size() - more + arrivals.count(), options.clients()));
                return 1;
            }
            if (comers.size() % (10 * options.atOnce()) == 0) {
                out.println("%d are in".formatted(comers.size()));
            }
        }
        comers.forEach(Comer::stay);
        out.println("%d are in; watching them for %d s"
                .formatted(comers.size(), options.time().toSeconds()));
        Costs full = Costs.now(layout);
        long begun = System.nanoTime();
        LockSupport.parkNanos(options.time().toNanos());
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        Costs idle = Costs.now(layout);
        long here = comers.stream().filter(Comer::isHere).count();
        out.println(idle.since(full, "connection", here, time));
        out.println("resident memory of the connector: %d KiB before, %d KiB with %d connections: %.1f KiB each"
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
