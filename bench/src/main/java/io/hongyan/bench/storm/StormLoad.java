package io.hongyan.bench.storm;

import io.hongyan.bench.Costs;
import io.hongyan.bench.Report;
import io.hongyan.bench.aim.Guest;
import io.hongyan.bench.aim.Target;
import io.hongyan.bench.login.Arrivals;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The scenario: all clients come at once, and when all are in they leave and come again. */
public final class StormLoad {

    private static final long PATIENCE_SECONDS = 180;
    private static final Duration BETWEEN = Duration.ofSeconds(3);

    private StormLoad() {}

    /**
     * Runs it and tells what was measured. Returns 1 if not all came in, else 0.
     *
     * @param arguments see {@link StormOptions#parse}
     */
    public static int run(List<String> arguments, Target target, Report report) {
        var options = StormOptions.parse(arguments);
        List<Guest> guests = target.guests("storm-", options.clients());
        for (int round = 1; round <= options.rounds(); round++) {
            report.say("round %d of %d: %d clients come at once".formatted(round, options.rounds(), guests.size()));
            Costs before = target.costs();
            long begun = System.nanoTime();
            var arrivals = new Arrivals(guests.size());
            guests.forEach(guest -> guest.come(arrivals));
            boolean all = arrivals.await(PATIENCE_SECONDS);
            Duration time = Duration.ofNanos(System.nanoTime() - begun);
            arrivals.tell(report);
            double perSecond = arrivals.count() * 1e9 / time.toNanos();
            report.figure("logins_per_second", perSecond);
            report.say("%.0f logins/s".formatted(perSecond));
            report.costs(before, target.costs(), "login", guests.size(), time);
            guests.forEach(Guest::leave);
            if (!all) {
                return 1;
            }
            if (round < options.rounds()) {
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
        }
        return 0;
    }
}
