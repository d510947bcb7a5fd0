package io.hongyan.faults.run;

import io.hongyan.client.connection.netty.Connections;
import io.hongyan.faults.load.Talk;
import io.hongyan.faults.schedule.Kind;
import io.hongyan.faults.stage.Stage;
import io.hongyan.launcher.process.Deployment;
import java.io.PrintStream;
import java.nio.file.Path;

/** A stage for one run after another, which starts with the first of them. Ctrl-C leaves no process behind. */
final class Venue {

    private static final int PAIRS_MIN = 20;
    private static final int MESSAGES_PER_SECOND_MIN = 40;

    private final Stage stage;
    private final DiskSpace disk;
    private final int rate;
    private final PrintStream out;
    private final Thread closing;
    private boolean ready;

    /** One on which nothing runs yet. */
    Venue(Path project, FaultOptions options, PrintStream out) {
        this.stage =
                Stage.prepare(project, options.extras().overrides(), Stage.Roads.FRONTED, Deployment.Compiling.QUICK);
        // Only where it is to be filled: elsewhere the data would be in memory without need.
        this.disk = options.scope().has(Kind.DISK) ? DiskSpace.small(stage.kafkaData()) : DiskSpace.shared();
        this.rate = options.rate();
        this.out = out;
        this.closing = new Thread(this::end);
        Runtime.getRuntime().addShutdownHook(closing);
    }

    /**
     * Returns when the suite runs and is warm: the first seconds of processes tell how fast machines compile, not what services do.
     * It is warm for as much as people are going to do.
     *
     * @throws io.hongyan.launcher.LauncherException if a service does not become ready
     */
    void ready(Connections connections) {
        if (!ready) {
            stage.start(out);
            try (var talk = new Talk(
                    stage, connections, Math.max(PAIRS_MIN, rate / 2), Math.max(MESSAGES_PER_SECOND_MIN, rate))) {
                talk.warmUp(out, () -> {});
            }
            ready = true;
        }
    }

    Stage stage() {
        return stage;
    }

    DiskSpace disk() {
        return disk;
    }

    /**
     * Ends all processes.
     *
     * @param clean whether there is nothing to be looked into: data and logs are removed
     */
    void leave(boolean clean) {
        Runtime.getRuntime().removeShutdownHook(closing);
        end();
        if (clean) {
            stage.remove();
        } else {
            out.println("faults: logs and data are kept in " + stage.state());
        }
    }

    private void end() {
        stage.close();
        disk.close();
    }
}
