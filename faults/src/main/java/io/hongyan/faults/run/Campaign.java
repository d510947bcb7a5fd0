package io.hongyan.faults.run;

import io.hongyan.faults.schedule.Schedule;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Many seeds one after another, at one venue for as long as all holds, and what came of all of them. */
final class Campaign {

    /** After so many seeds that did not hold, there is something to mend first. */
    private static final int FAILED_MAX = 5;

    private final FaultOptions options;
    private final Path project;
    private final PrintStream out;
    private final Map<String, Integer> injected = new TreeMap<>();
    private final Map<String, Long> memory = new TreeMap<>();
    private final List<Long> failed = new ArrayList<>();
    private Tally tally = Tally.NOTHING;
    private int runs;

    Campaign(FaultOptions options, Path project, PrintStream out) {
        this.options = options;
        this.project = project;
        this.out = out;
    }

    /** Runs all, and returns whether all held. */
    boolean run() {
        long begun = System.nanoTime();
        Venue venue = null;
        for (long seed = options.seed(); seed < options.seed() + options.seeds(); seed++) {
            venue = venue == null ? new Venue(project, options, out) : venue;
            Outcome outcome = FaultRun.at(venue, Schedule.of(options.settings(seed)), options.extras(), out);
            add(seed, outcome);
            if (!outcome.held()) {
                outcome.print(out);
                outcome.printStory(out);
                venue.leave(false);
                if (failed.size() == FAILED_MAX) {
                    out.println("faults: %d seeds did not hold; the rest is not run".formatted(FAILED_MAX));
                    return verdict(begun);
                }
                venue = null; // the next seed begins on a suite of its own
            }
        }
        if (venue != null) {
            venue.leave(true);
        }
        return verdict(begun);
    }

    private void add(long seed, Outcome outcome) {
        runs++;
        tally = tally.plus(outcome.tally());
        outcome.injected().forEach((kind, count) -> injected.merge(kind, count, Integer::sum));
        outcome.memory().forEach((process, most) -> memory.merge(process, most, Math::max));
        if (!outcome.held()) {
            failed.add(seed);
        }
        out.println("verdict for seed %d: %s; so far %d of %d seeds held, %d messages sent"
                .formatted(
                        seed,
                        outcome.held() ? "all promises held" : "NOT AS PROMISED",
                        runs - failed.size(),
                        runs,
                        tally.sent()));
    }

    private boolean verdict(long begunNanos) {
        out.println();
        out.println("faults injected by %d seeds in %d minutes"
                .formatted(
                        runs, Duration.ofNanos(System.nanoTime() - begunNanos).toMinutes()));
        injected.forEach((kind, count) -> out.println("  %-20s %d".formatted(kind, count)));
        out.println("  %-20s %d"
                .formatted(
                        "in all",
                        injected.values().stream().mapToInt(Integer::intValue).sum()));
        out.println(tally);
        out.println("most memory, in MiB: " + memory);
        out.println(
                failed.isEmpty()
                        ? "verdict: all promises held for all %d seeds".formatted(runs)
                        : "verdict: promises did not hold for %d of %d seeds: %s"
                                .formatted(failed.size(), runs, failed));
        return failed.isEmpty();
    }
}
