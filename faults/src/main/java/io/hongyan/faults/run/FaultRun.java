package io.hongyan.faults.run;

import static java.util.Objects.requireNonNullElse;

import io.hongyan.client.connection.netty.Connections;
import io.hongyan.faults.oracle.Violation;
import io.hongyan.faults.schedule.Act;
import io.hongyan.faults.schedule.Fault;
import io.hongyan.faults.schedule.Kind;
import io.hongyan.faults.schedule.Round;
import io.hongyan.faults.schedule.Schedule;
import io.hongyan.faults.schedule.Step;
import io.hongyan.faults.stage.Memory;
import io.hongyan.faults.stage.Stage;
import io.hongyan.launcher.LauncherException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The program: starts a suite of its own, lets a seed's schedule happen to it, and says whether all promises held. */
public final class FaultRun {

    private static final int TOLD_MAX = 20;

    private final Schedule schedule;
    private final Stage stage;
    private final Journal journal = new Journal();
    private final DiskSpace disk;
    private final Saboteur saboteur;
    private final Memory memory;
    private final PrintStream out;
    private final List<Violation> violations = new ArrayList<>();

    private FaultRun(Schedule schedule, Stage stage, PrintStream out) {
        this.schedule = schedule;
        this.stage = stage;
        // Only where it is to be filled: elsewhere the data would be in memory without need.
        this.disk =
                schedule.settings().scope().has(Kind.DISK) ? DiskSpace.small(stage.kafkaData()) : DiskSpace.shared();
        this.saboteur = new Saboteur(stage, disk, schedule.settings().seed() + 3);
        this.memory = new Memory(stage.suite());
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
        FaultOptions options;
        try {
            options = FaultOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println("faults: " + e.getMessage());
            System.exit(2);
            return;
        }
        Path project = Path.of(System.getProperty("hongyan.project", "."))
                .toAbsolutePath()
                .normalize();
        Stage stage = Stage.prepare(project);
        Runtime.getRuntime().addShutdownHook(new Thread(stage::close)); // Ctrl-C must leave no process behind
        boolean held;
        var run = new FaultRun(Schedule.of(options.settings()), stage, out);
        try {
            held = run.run();
        } finally {
            run.saboteur.close();
            stage.close();
            run.disk.close();
        }
        if (held) {
            stage.remove();
        } else {
            out.println("faults: logs and data of this run are kept in " + stage.state());
        }
        System.exit(held ? 0 : 1);
    }

    private boolean run() {
        out.println("faults: seed %d: %d users on %d devices, %d rounds of %d s, %d faults"
                .formatted(
                        schedule.settings().seed(),
                        schedule.settings().users(),
                        schedule.population().devices().size(),
                        schedule.rounds().size(),
                        schedule.settings().roundTime().toSeconds(),
                        schedule.faultCount()));
        try (var connections = Connections.withThreads(1)) {
            stage.suite()
                    .start(
                            InstantSource.system(),
                            (what, after) -> out.println("  ✔ %-42s %5.1f s".formatted(what, seconds(after))));
            play(connections);
        } catch (LauncherException e) {
            journal.complain(requireNonNullElse(e.getMessage(), e.toString()));
        } catch (CompletionException e) {
            journal.complain("Clients could not be made ready: " + e.getMessage());
        }
        return report();
    }

    private void play(Connections connections) {
        try (Crowd crowd = Crowd.gather(schedule.population(), connections, stage.address(), stage.issuer(), journal)) {
            var quiet = new QuietPoint(crowd, journal, connections, stage.address(), stage.issuer());
            for (Round round : schedule.rounds()) {
                out.println("round %d of %d"
                        .formatted(round.number(), schedule.rounds().size()));
                play(round, crowd);
                saboteur.heal();
                judge(quiet);
                if (!violations.isEmpty() || !journal.complaints().isEmpty()) {
                    return; // what comes after would only be told once more
                }
            }
        }
    }

    /** Lets a round happen. What is late happens at once, in its order. */
    private void play(Round round, Crowd crowd) {
        long begun = System.nanoTime();
        for (Step step : round.steps()) {
            long due = begun + step.at().toNanos();
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            switch (step.act()) {
                case Act.ByUser act -> crowd.perform(act);
                case Fault fault -> {
                    out.println("  %5.1f s  %s".formatted(seconds(step.at()), fault));
                    saboteur.perform(fault);
                }
                case Fault.Relief relief -> saboteur.relieve(relief.fault());
            }
        }
    }

    private void judge(QuietPoint quiet) {
        QuietPoint.Finding finding = quiet.reach();
        memory.complaints().forEach(journal::complain);
        if (saboteur.deadLetters() < saboteur.poisoned()) {
            journal.complain("%d records that nobody can read were written, and only %d were set aside."
                    .formatted(saboteur.poisoned(), saboteur.deadLetters()));
        }
        violations.addAll(finding.verdict().violations());
        out.println("  %s after %.1f s at look %d: %d conversations with %d events; %s"
                .formatted(
                        finding.verdict().holds() ? "quiet, and all holds," : "NOT AS PROMISED",
                        seconds(finding.after()),
                        finding.looks(),
                        finding.conversations(),
                        finding.events(),
                        journal.summary()));
    }

    private boolean report() {
        out.println();
        out.println("faults injected");
        saboteur.injected().forEach((kind, count) -> out.println("  %-20s %d".formatted(kind, count)));
        out.println(journal.summary());
        out.println("most memory, in MiB: " + memory.most());
        violations.stream().limit(TOLD_MAX).forEach(violation -> out.println("  ✘ " + violation));
        if (violations.size() > TOLD_MAX) {
            out.println("  … and %d more".formatted(violations.size() - TOLD_MAX));
        }
        journal.complaints().stream().limit(TOLD_MAX).forEach(complaint -> out.println("  ✘ " + complaint));
        boolean held = violations.isEmpty() && journal.complaints().isEmpty();
        out.println(
                held
                        ? "verdict for seed %d: all promises held"
                                .formatted(schedule.settings().seed())
                        : "verdict for seed %d: %d violations, %d complaints"
                                .formatted(
                                        schedule.settings().seed(),
                                        violations.size(),
                                        journal.complaints().size()));
        return held;
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
    }
}
