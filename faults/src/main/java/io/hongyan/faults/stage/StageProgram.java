package io.hongyan.faults.stage;

import io.hongyan.client.connection.netty.Connections;
import io.hongyan.launcher.process.Deployment;
import io.hongyan.launcher.process.Layout;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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
     * Starts a suite, measures, ends the suite and the program: with 0, with 1 if something did not hold, with 2 if the arguments
     * make no sense.
     *
     * @param name the command's, for sentences
     * @param options reads the arguments
     * @param overrides what services are told beyond what all runs have
     */
    public static <O> void run(
            String name, Supplier<O> options, Map<String, String> overrides, Measurement<O> measurement) {
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
        Stage stage = Stage.prepare(Layout.here(), overrides, Stage.Roads.DIRECT, Deployment.Compiling.FULL);
        Runtime.getRuntime().addShutdownHook(new Thread(stage::close)); // Ctrl-C must leave no process behind
        boolean held;
        try (var connections = Connections.withThreads(1)) {
            stage.start(out);
            held = measurement.run(wanted, stage, connections, out);
        } finally {
            stage.close();
        }
        stage.remove();
        System.exit(held ? 0 : 1);
    }
}
