package io.hongyan.bench.offline;

import io.hongyan.bench.Costs;
import io.hongyan.bench.Report;
import io.hongyan.bench.aim.Absence;
import io.hongyan.bench.aim.Target;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** The scenario: users who missed messages come back at the same moment. */
public final class OfflineLoad {

    private static final long WAIT_MAX = Duration.ofMinutes(2).toNanos();

    private OfflineLoad() {}

    /**
     * Runs it and tells what was measured. Returns 1 if somebody did not get everything, in order, within two minutes; else 0.
     *
     * @param arguments see {@link OfflineOptions#parse}
     */
    public static int run(List<String> arguments, Target target, Report report) {
        var options = OfflineOptions.parse(arguments);
        Absence absence = target.absence(options.users(), options.messages());
        List<? extends Absence.Returning> away = absence.users();
        boolean all = true;
        for (int round = 1; round <= options.rounds(); round++) {
            absence.miss(report);
            Costs before = target.costs();
            var waits = new ConcurrentHistogram(WAIT_MAX, 3);
            var failed = new AtomicInteger();
            long begun = System.nanoTime();
            CompletableFuture.allOf(away.stream()
                            .map(user -> user.comeBack()
                                    .toCompletableFuture()
                                    .orTimeout(WAIT_MAX, TimeUnit.NANOSECONDS)
                                    .handle((_, failure) -> {
                                        if (failure == null) {
                                            waits.recordValue(Math.clamp(System.nanoTime() - begun, 0, WAIT_MAX));
                                        } else if (failed.incrementAndGet() == 1) {
                                            report.say("failed: " + failure);
                                        }
                                        return failure;
                                    }))
                            .toArray(CompletableFuture[]::new))
                    .join();
            Duration time = Duration.ofNanos(System.nanoTime() - begun);
            report.latencies("rounds", waits);
            report.figure("rounds_failed", failed.get());
            report.say(told(round, waits, failed.get()));
            if (round == options.rounds()) {
                report.costs(before, target.costs(), "user", away.size(), time);
            }
            all &= failed.get() == 0;
        }
        return all ? 0 : 1;
    }

    private static String told(int round, Histogram waits, int failed) {
        return "round %d: %d have everything; from the first moment until then: p50 %.0f ms, p99 %.0f ms, last %.0f ms; failed %d"
                .formatted(
                        round,
                        waits.getTotalCount(),
                        Report.millis(waits, 50),
                        Report.millis(waits, 99),
                        Report.maxMillis(waits),
                        failed);
    }
}
