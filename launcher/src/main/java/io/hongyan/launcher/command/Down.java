package io.hongyan.launcher.command;

import io.hongyan.launcher.process.Layout;
import io.hongyan.launcher.process.Leftovers;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** {@code down}: ends the suite of another terminal, and what a killed one left behind. */
public final class Down {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Layout layout;
    private final PrintStream out;

    /** For one checkout; speaks to a terminal. */
    public Down(Layout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    /** Returns when nothing of the suite runs. */
    public int run() {
        List<Leftovers.Running> running = Leftovers.find(layout);
        if (running.isEmpty()) {
            out.println("hongyan: nothing runs here");
            return 0;
        }
        // The launcher stops its processes in order; what is left after it has no launcher.
        running.stream().filter(one -> one.name().equals(Up.LAUNCHER)).forEach(this::end);
        Leftovers.find(layout).forEach(this::end);
        out.println("hongyan: stopped");
        return 0;
    }

    private void end(Leftovers.Running running) {
        out.println("hongyan: ending %s (pid %d)"
                .formatted(running.name(), running.process().pid()));
        Leftovers.end(running, PATIENCE);
    }
}
