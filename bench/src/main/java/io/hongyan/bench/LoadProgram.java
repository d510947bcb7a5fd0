package io.hongyan.bench;

import io.hongyan.client.connection.netty.Connections;
import io.hongyan.launcher.process.Layout;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;

/** What is around every load: the suite of {@code ./hongyan up}, connections, and what the program ends with. */
public final class LoadProgram {

    private LoadProgram() {}

    /** What is loaded and measured. */
    public interface Load {

        /**
         * Runs it and tells what was measured.
         *
         * @return the program's exit status
         * @throws IllegalArgumentException if what was asked for makes no sense, with a sentence that says so
         * @throws CompletionException if the suite cannot be reached
         */
        int run(List<String> arguments, Layout layout, Connections connections, Report report);
    }

    /**
     * Runs a load and ends the program: with its status, with 2 for arguments that make no sense, with 1 without a suite.
     *
     * @param name what it is called, after {@code ./hongyan bench}
     */
    public static void run(String name, List<String> arguments, Load load) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Layout layout = Layout.development(Layout.here());
        var report = new Report(name, arguments, Instant.now(), out);
        int status;
        try (var connections = Connections.withThreads(1)) {
            status = load.run(arguments, layout, connections, report);
            report.append(layout.state().resolve("bench.jsonl"), status);
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            status = 2;
        } catch (CompletionException e) {
            System.err.println("bench: " + (e.getCause() == null ? e : e.getCause()).getMessage()
                    + "\nIs the suite running? Start it with `./hongyan up`, in another terminal.");
            status = 1;
        }
        System.exit(status);
    }
}
