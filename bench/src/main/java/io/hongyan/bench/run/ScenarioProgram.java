package io.hongyan.bench.run;

import io.hongyan.bench.Costs;
import io.hongyan.bench.Report;
import io.hongyan.bench.aim.Target;
import io.hongyan.bench.chat.ChatLoad;
import io.hongyan.bench.group.GroupLoad;
import io.hongyan.bench.idle.IdleLoad;
import io.hongyan.bench.offline.OfflineLoad;
import io.hongyan.bench.profile.Recordings;
import io.hongyan.bench.storm.StormLoad;
import io.hongyan.bench.suite.SuiteTarget;
import io.hongyan.launcher.LauncherException;
import io.hongyan.launcher.process.Layout;
import io.hongyan.launcher.process.Leftovers;
import io.hongyan.launcher.process.Usage;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** The program: one scenario against the suite and then, if wanted, the same against a peer. */
public final class ScenarioProgram {

    private final String name;
    private final List<String> arguments;
    private final Scenario scenario;
    private final Layout layout = Layout.development(Layout.here());
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private ScenarioProgram(String name, List<String> arguments) {
        this.name = name;
        this.arguments = arguments;
        this.scenario = scenario(name);
    }

    /** What is done to a target, and what it tells. */
    @FunctionalInterface
    interface Scenario {

        /**
         * Runs it.
         *
         * @return 0 if everything arrived, else 1
         */
        int run(List<String> arguments, Target target, Report report);
    }

    /**
     * Runs it and ends: with 0, with 1 if the suite lost something or there is none, with 2 for arguments that make no sense.
     *
     * @param arguments the scenario's name, and what it is told
     */
    public static void main(String[] arguments) {
        List<String> all = List.of(arguments);
        System.exit(new ScenarioProgram(all.getFirst(), all.subList(1, all.size())).run());
    }

    private static Scenario scenario(String name) {
        return switch (name) {
            case "chat" -> ChatLoad::run;
            case "group" -> GroupLoad::run;
            case "idle" -> IdleLoad::run;
            case "offline" -> OfflineLoad::run;
            case "storm" -> StormLoad::run;
            default -> throw new IllegalArgumentException("There is no scenario " + name);
        };
    }

    private int run() {
        try {
            Versus versus = Versus.parse(arguments);
            versus.peer().ifPresent(Peer::requireInstalled); // before the suite's minutes, not after them
            return run(versus);
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            return 2;
        } catch (LauncherException e) {
            System.err.println("bench: " + e.getMessage());
            return 1;
        } catch (CompletionException e) {
            System.err.println("bench: " + (e.getCause() == null ? e : e.getCause()).getMessage()
                    + "\nIs the suite running? Start it with `./hongyan up`, in another terminal.");
            return 1;
        }
    }

    private int run(Versus versus) {
        Path file = layout.state().resolve("bench.jsonl");
        Report ours = report();
        int status;
        try (var suite = new SuiteTarget(layout)) {
            ours.word("server", suite.name());
            status = versus.profile().isPresent()
                    ? recorded(versus.profile().get(), versus, suite, ours)
                    : scenario.run(versus.scenario(), suite, ours);
        }
        ours.append(file, status);
        if (versus.peer().isPresent()) {
            Report theirs = against(versus.peer().get(), versus);
            Comparison comparison =
                    Comparison.of("hongyan", ours.told(), versus.peer().get().word(), theirs.told());
            theirs.figures("ratios", comparison.ratios());
            theirs.say("\n" + comparison.table());
            theirs.append(file, 0);
        }
        return status;
    }

    /** From before the first login until after the last message: warming up is in it. */
    private int recorded(Path folder, Versus versus, Target suite, Report ours) {
        Map<String, Long> jvms = Leftovers.find(layout).stream()
                .filter(running -> !running.name().equals("launcher"))
                .collect(Collectors.toMap(
                        Leftovers.Running::name, running -> running.process().pid()));
        try (var recordings = Recordings.start(folder, jvms)) {
            int status = scenario.run(versus.scenario(), suite, ours);
            ours.word("profile", folder.toAbsolutePath().toString());
            ours.say(recordings.finish());
            ours.say("recordings and collapsed stacks: " + folder.toAbsolutePath());
            return status;
        }
    }

    private Report report() {
        return new Report(name, arguments, Instant.now(), out);
    }

    /** The suite stays as it is meanwhile; what it takes of the processors while nobody uses it is told. */
    private Report against(Peer peer, Versus versus) {
        Report theirs = report();
        theirs.say("\nstarting %s".formatted(peer.word()));
        try (Target target = peer.start(layout.state(), versus.acknowledgements())) {
            theirs.word("server", target.name());
            theirs.word("statement", target.statement());
            theirs.say(target.statement());
            Costs before = Costs.now(layout);
            long begun = System.nanoTime();
            int status = scenario.run(versus.scenario(), target, theirs);
            double suite = share(before, Costs.now(layout), System.nanoTime() - begun);
            theirs.figure("peer_status", status);
            theirs.figure("suite_meanwhile_percent_of_a_core", suite);
            theirs.say("the suite, which nobody used, took %.0f %% of a core meanwhile".formatted(suite));
        }
        return theirs;
    }

    private static double share(Costs before, Costs now, long nanos) {
        Duration spent = now.processes().values().stream().map(Usage::cpu).reduce(Duration.ZERO, Duration::plus);
        Duration earlier = before.processes().values().stream().map(Usage::cpu).reduce(Duration.ZERO, Duration::plus);
        return 100.0 * spent.minus(earlier).toNanos() / Math.max(1, nanos);
    }
}
