package io.hongyan.faults.run;

import io.hongyan.faults.schedule.Schedule;
import io.hongyan.faults.schedule.Selection;
import io.hongyan.faults.schedule.Shrinking;
import io.hongyan.faults.stage.Stage;
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
            FaultOptions options = FaultOptions.parse(List.of(arguments));
            Path project = Path.of(System.getProperty("hongyan.project", "."))
                    .toAbsolutePath()
                    .normalize();
            System.exit(new FaultsProgram(options, project, out).run() ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println("faults: " + e.getMessage());
            System.exit(2);
        }
    }

    private boolean run() {
        Schedule whole = Schedule.of(options.settings());
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

    /** On a stage of its own, which is kept if something did not hold. */
    private Outcome run(Schedule schedule) {
        Stage stage = Stage.prepare(project, options.extras().overrides());
        var closing = new Thread(stage::close);
        Runtime.getRuntime().addShutdownHook(closing); // Ctrl-C must leave no process behind
        Outcome outcome;
        try (var run = new FaultRun(schedule, stage, options.extras(), out)) {
            outcome = run.run();
        }
        Runtime.getRuntime().removeShutdownHook(closing);
        if (outcome.held()) {
            stage.remove();
        } else {
            out.println("faults: logs and data of this run are kept in " + stage.state());
        }
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
            out.println("the least that fails, as far as was tried: --seed %d --minutes %d %s"
                    .formatted(options.seed(), options.minutes(), Extras.options(shrinking.smallest())));
            smallest.ifPresent(outcome -> {
                outcome.print(out);
                outcome.printStory(out);
            });
        }
    }
}
