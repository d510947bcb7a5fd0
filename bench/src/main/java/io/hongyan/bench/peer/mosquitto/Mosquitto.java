package io.hongyan.bench.peer.mosquitto;

import io.hongyan.bench.Costs;
import io.hongyan.bench.peer.Debian;
import io.hongyan.bench.peer.PeerFolder;
import io.hongyan.bench.peer.PeerProcess;
import io.hongyan.launcher.LauncherException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Mosquitto from Debian's package, in the foreground. */
public final class Mosquitto implements AutoCloseable {

    /** What it is called. */
    public static final String NAME = "mosquitto";

    private final PeerFolder folder;
    private final PeerProcess process;

    private Mosquitto(PeerFolder folder, PeerProcess process) {
        this.folder = folder;
        this.process = process;
    }

    /**
     * Makes sure that it is there.
     *
     * @throws LauncherException that names its package, if it is not
     */
    public static void requireInstalled() {
        find();
    }

    private static Path find() {
        return Debian.program("/usr/sbin/mosquitto", "/usr/bin/mosquitto")
                .orElseThrow(() -> Debian.missing(NAME, NAME));
    }

    /**
     * Starts it.
     *
     * @param state the folder that it makes its own in
     */
    public static Mosquitto start(Path state) {
        Path program = find();
        PeerFolder folder = PeerFolder.fresh(state, NAME);
        Path file = folder.write(
                "mosquitto.conf", configuration(folder.port(), System.getProperty("user.name"), folder.folder("data")));
        var process = PeerProcess.start(NAME, List.of(program.toString(), "-c", file.toString()), Map.of(), folder);
        return new Mosquitto(folder, process);
    }

    /**
     * What it is told: sessions outlive connections, no message is dropped because there are many, and it saves to disk as it does
     * unless somebody changes that: every half an hour.
     *
     * @param user that it stays, if it is started by root
     */
    static String configuration(int port, String user, Path data) {
        return """
                listener %d 127.0.0.1
                user %s
                allow_anonymous true
                persistence true
                persistence_location %s/
                max_queued_messages 0
                set_tcp_nodelay true
                log_type error
                log_type warning
                """.formatted(port, user, data);
    }

    /** Where it listens. */
    public int port() {
        return folder.port();
    }

    /** What it has consumed until now. */
    public Costs costs() {
        return Costs.of(Map.of(NAME, process.handle()));
    }

    /** Ends it. */
    @Override
    public void close() {
        process.close();
    }
}
