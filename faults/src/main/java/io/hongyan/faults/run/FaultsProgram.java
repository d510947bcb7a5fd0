package io.hongyan.faults.run;

import io.hongyan.faults.schedule.Schedule;
import io.hongyan.faults.schedule.Selection;
import io.hongyan.faults.schedule.Shrinking;
import io.hongyan.launcher.process.Layout;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The program: runs a seed's schedule, says whether all promises held, and looks for less that fails as well. */
public final class FaultsProgram {

    private final FaultOptions options;
    private final Path project;
    private final PrintStream out;

    private FaultsProgram(FaultOptions options, Path project, PrintStream out) {
        this.options = options;
        this.project = project;
        this.out = out;
    }

    /**
     * Runs a schedule. Exits with 0 if all held, 1 if something did not, 2 if the arguments make no sense.
     *
     * @param arguments see {@code ./hongyan help}
     */
    public static void main(String[] arguments) {
        Logger.getLogger("").setLevel(Level.WARNING); // what libraries tell is not what the user asked for
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            System.exit(run(List.of(arguments), Layout.here(), out) ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println("faults: " + e.getMessage());
            System.exit(2);
        }
    }

    /**
     * Runs what is asked for and tells about it. Returns whether all promises held.
     *
     * @param arguments see {@code ./hongyan help}
     * @param project the checkout, in which everything is built
     * @throws IllegalArgumentException if the arguments make no sense
     */
    public static boolean run(List<String> arguments, Path project, PrintStream out) {
        return new FaultsProgram(FaultOptions.parse(arguments), project, out).run();
    }

    private boolean run() {
        if (options.seeds() > 1) {
            return new Campaign(options, project, out).run();
        }
        Schedule whole = Schedule.of(options.settings(options.seed()));
        Selection part = options.extras().part(whole);
        Outcome outcome = run(part.of(whole));
        outcome.print(out);
        if (outcome.held()) {
            out.println("verdict for seed %d: all promises held".formatted(options.seed()));
            return true;
        }
        outcome.printStory(out);
        shrink(whole, part);
        out.println("verdict for seed %d: %d violations, %d complaints"
                .formatted(
                        options.seed(),
                        outcome.violations().size(),
                        outcome.complaints().size()));
        return false;
    }

    /** At a venue of its own. */
    private Outcome run(Schedule schedule) {
        var venue = new Venue(project, options, out);
        Outcome outcome = FaultRun.at(venue, schedule, options.extras(), out);
        venue.leave(outcome.held());
        return outcome;
    }

    private void shrink(Schedule whole, Selection failing) {
        Shrinking shrinking = Shrinking.of(failing);
        Optional<Outcome> smallest = Optional.empty();
        for (int runs = 1; runs <= options.extras().shrink(); runs++) {
            Optional<Shrinking.Trial> trial = shrinking.next();
            if (trial.isEmpty()) {
                break;
            }
            Selection part = trial.get().part();
            out.println();
            out.println("shrinking, run %d of %d: %s"
                    .formatted(runs, options.extras().shrink(), Extras.options(part)));
            Outcome outcome = run(part.of(whole));
            shrinking = trial.get().with(!outcome.held());
            if (!outcome.held()) {
                smallest = Optional.of(outcome);
            }
        }
        if (options.extras().shrink() > 0) {
            out.println();
            out.println("the least that fails, as far as was tried: --seed %d --minutes %d --rate %d %s"
                    .formatted(
                            options.seed(), options.minutes(), options.rate(), Extras.options(shrinking.smallest())));
            smallest.ifPresent(outcome -> {
                outcome.print(out);
                outcome.printStory(out);
            });
        }
    }
}
