package io.hongyan.faults.stage;

import io.hongyan.client.connection.netty.Connections;
import io.hongyan.launcher.process.Deployment;
import io.hongyan.launcher.process.Layout;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What is around everything that is measured on a stage of its own. */
public final class StageProgram {

    private StageProgram() {}

    /** What is measured. */
    public interface Measurement<O> {

        /** Measures and prints, on a suite that is ready. Returns whether what must hold did. */
        boolean run(O options, Stage stage, Connections connections, PrintStream out);
    }

    /**
     * What is measured on a suite of its own.
     *
     * @param wanted whether the options ask for it
     */
    public record Part<O>(Predicate<O> wanted, Measurement<O> measurement) {}

    /**
     * For each part that is wanted starts a suite, measures and ends the suite; then ends the program: with 0, with 1 if something
     * did not hold, with 2 if the arguments make no sense.
     *
     * @param name the command's, for sentences
     * @param options reads the arguments
     * @param overrides what services are told beyond what all runs have
     */
    public static <O> void run(String name, Supplier<O> options, Map<String, String> overrides, List<Part<O>> parts) {
        Logger.getLogger("").setLevel(Level.WARNING); // what libraries tell is not what the user asked for
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        O wanted;
        try {
            wanted = options.get();
        } catch (IllegalArgumentException e) {
            System.err.println(name + ": " + e.getMessage());
            System.exit(2);
            return;
        }
        boolean held = true;
        for (Part<O> part : parts) {
            if (part.wanted().test(wanted)) {
                held &= run(part, wanted, overrides, out);
            }
        }
        System.exit(held ? 0 : 1);
    }

    private static <O> boolean run(Part<O> part, O wanted, Map<String, String> overrides, PrintStream out) {
        // Whoever is measured has worked for minutes before, in which it was optimised.
        Stage stage = Stage.prepare(Layout.here(), overrides, Stage.Roads.DIRECT, Deployment.Compiling.FULL);
        Runtime.getRuntime().addShutdownHook(new Thread(stage::close)); // Ctrl-C must leave no process behind
        boolean held;
        try (var connections = Connections.withThreads(1)) {
            stage.start(out);
            held = part.measurement().run(wanted, stage, connections, out);
        } finally {
            stage.close();
        }
        stage.remove();
        return held;
    }
}
