package io.hongyan.faults.run;

import static java.util.Objects.requireNonNullElse;

import io.hongyan.client.connection.netty.Connections;
import io.hongyan.faults.load.Pause;
import io.hongyan.faults.oracle.Fact;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One run: lets a schedule happen to a suite, and says whether all promises held. */
final class FaultRun implements AutoCloseable {

    private final Schedule schedule;
    private final Venue venue;
    private final Stage stage;
    private final @Nullable Tamper tamper;
    private final Journal journal;
    private final Saboteur saboteur;
    private final Memory memory;
    private final PrintStream out;
    private final List<Violation> violations = new ArrayList<>();

    private FaultRun(Schedule schedule, Venue venue, Extras extras, PrintStream out) {
        this.schedule = schedule;
        this.venue = venue;
        this.stage = venue.stage();
        this.tamper = extras.tamper();
        this.journal = new Journal(extras.terms());
        this.saboteur = new Saboteur(stage, venue.disk(), schedule.settings().seed() + 3);
        this.memory = new Memory(stage.suite());
        this.out = out;
    }

    /** Lets a schedule happen. */
    static Outcome at(Venue venue, Schedule schedule, Extras extras, PrintStream out) {
        try (var run = new FaultRun(schedule, venue, extras, out)) {
            return run.run();
        }
    }

    /** Nobody acts any more afterwards; processes run on. */
    private Outcome run() {
        out.println("faults: seed %d: %d users on %d devices, %d rounds of %d s, %d faults"
                .formatted(
                        schedule.settings().seed(),
                        schedule.settings().users(),
                        schedule.population().devices().size(),
                        schedule.rounds().size(),
                        schedule.settings().roundTime().toSeconds(),
                        schedule.faultCount()));
        try (var connections = Connections.withThreads(1)) {
            venue.ready(connections);
            if (schedule.settings().scope().has(Kind.POISON)) { // else nobody asks how much was set aside
                saboteur.lookAround();
            }
            play(connections);
        } catch (LauncherException e) {
            journal.complain(requireNonNullElse(e.getMessage(), e.toString()));
        } catch (CompletionException e) {
            journal.complain("Clients could not be made ready: " + e.getMessage());
        }
        return new Outcome(
                List.copyOf(violations),
                journal.complaints(),
                journal.facts(),
                saboteur.injected(),
                memory.most(),
                journal.tally());
    }

    @Override
    public void close() {
        saboteur.close();
    }

    private void play(Connections connections) {
        try (var screens = new LockScreens(stage.suite().layout().notifications(), journal);
                var backEnd = new BackEnd(stage::sendApi, journal);
                Crowd crowd = Crowd.gather(schedule, connections, stage.address(), stage.issuer(), backEnd, journal)) {
            var quiet = new QuietPoint(crowd, journal, connections, stage.address(), stage.issuer());
            for (Round round : schedule.rounds()) {
                out.println("round %d of %d"
                        .formatted(round.number(), schedule.rounds().size()));
                play(round, crowd);
                saboteur.heal();
                journal.tell(Fact.Calm::new);
                if (tamper != null && round.number() == 1) {
                    quiet.reach(false); // what is still to be read would mend it
                    tamper.damage(stage.undisturbed().postgres());
                    out.println("  damaged a row of " + tamper.word());
                }
                judge(quiet.reach(round.number() == schedule.rounds().size()));
                if (!violations.isEmpty() || !journal.complaints().isEmpty()) {
                    return; // what comes after would only be told once more
                }
            }
        }
    }

    /** Lets a round happen. What is late happens at once, in its order. It is over early if something is wrong for good. */
    private void play(Round round, Crowd crowd) {
        long begun = System.nanoTime();
        for (Step step : round.steps()) {
            Pause.until(begun + step.at().toNanos());
            switch (step.act()) {
                case Act.ByUser act -> crowd.perform(act);
                case Fault fault -> {
                    out.println("  %5.1f s  %s".formatted(seconds(step.at()), fault));
                    journal.tell(at -> new Fact.Trouble(at, fault.toString()));
                    saboteur.perform(fault);
                }
                case Fault.Relief relief -> saboteur.relieve(relief.fault());
            }
            if (!journal.standing().isEmpty()) {
                return;
            }
        }
    }

    private void judge(QuietPoint.Finding finding) {
        memory.complaints().forEach(journal::complain);
        int poisoned = saboteur.poisoned();
        long setAside = poisoned == 0 ? 0 : saboteur.deadLetters(); // asking takes a connection of its own
        if (setAside < poisoned) {
            journal.complain("%d records that nobody can read were written, and only %d were set aside."
                    .formatted(poisoned, setAside));
        }
        violations.addAll(finding.verdict().violations());
        out.println("  %s after %.1f s at look %d: %d conversations with %d events; %s"
                .formatted(
                        finding.verdict().holds() ? "quiet, and all holds," : "NOT AS PROMISED",
                        seconds(finding.after()),
                        finding.looks(),
                        finding.conversations(),
                        finding.events(),
                        journal.tally()));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
    }
}
