package io.hongyan.bench.idle;

import io.hongyan.bench.Costs;
import io.hongyan.bench.Report;
import io.hongyan.bench.aim.Guest;
import io.hongyan.bench.aim.Target;
import io.hongyan.bench.login.Residents;
import io.hongyan.launcher.process.Usage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The scenario: devices that log in and stay. */
public final class IdleLoad {

    private IdleLoad() {}

    /**
     * Runs it and tells what was measured. Returns 1 if not all stayed, else 0.
     *
     * @param arguments see {@link IdleOptions#parse}
     */
    public static int run(List<String> arguments, Target target, Report report) {
        var options = IdleOptions.parse(arguments);
        List<Guest> guests = target.guests("idle-", options.clients());
        Costs empty = target.costs();
        Residents.settle(guests, options.atOnce(), report);
        report.say("%d are in; watching them for %d s"
                .formatted(guests.size(), options.time().toSeconds()));
        Costs full = target.costs();
        long begun = System.nanoTime();
        LockSupport.parkNanos(options.time().toNanos());
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        Costs idle = target.costs();
        long here = guests.stream().filter(Guest::isHere).count();
        report.costs(full, idle, "connection", here, time);
        report.figure("connections", here);
        long before = resident(empty, target.door());
        long after = resident(idle, target.door());
        double each = (double) (after - before) / Math.max(1, here);
        report.figure("door_resident_kib_before", before);
        report.figure("door_resident_kib", after);
        report.figure("door_resident_kib_per_connection", each);
        report.say("resident memory of %s: %d KiB before, %d KiB with %d connections: %.1f KiB each"
                .formatted(target.door(), before, after, here, each));
        guests.forEach(Guest::leave);
        return here == guests.size() ? 0 : 1;
    }

    private static long resident(Costs costs, String process) {
        return costs.processes()
                .getOrDefault(process, new Usage(0, Duration.ZERO))
                .residentKilobytes();
    }
}
