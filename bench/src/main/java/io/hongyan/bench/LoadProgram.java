package io.hongyan.bench;

import io.hongyan.client.connection.netty.Connections;
import io.hongyan.launcher.process.Layout;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;

/** What is around every load: the suite of {@code ./hongyan up}, connections, and what the program ends with. */
public final class LoadProgram {

    private LoadProgram() {}

    /** What is loaded and measured. */
    public interface Load {

        /**
         * Runs it and prints what was measured.
         *
         * @return the program's exit status
         * @throws IllegalArgumentException if what was asked for makes no sense, with a sentence that says so
         * @throws CompletionException if the suite cannot be reached
         */
        int run(Layout layout, Connections connections, PrintStream out);
    }

    /** Runs a load and ends the program: with its status, with 2 for arguments that make no sense, with 1 without a suite. */
    public static void run(Load load) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Layout layout = Layout.development(Layout.here());
        int status;
        try (var connections = Connections.withThreads(1)) {
            status = load.run(layout, connections, out);
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
